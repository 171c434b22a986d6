Feature: A standing order becomes a Prebook for each of its truck days
  A customer's program says once what it wants each week. Komet makes the Prebooks by itself, in the
  night a week before each truck leaves; whatever becomes of the standing order, they stay.

  @AXR-10 @AXR-11
  Scenario: the vendor delivers what a standing order wants
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When the customer's program has 4 boxes of "Freedom" sent by the vendor each "Wednesday,Thursday"
    Then the trucks of the standing order leave in "no" days
    When 16 hours pass
    Then the trucks of the standing order leave in "1, 2" days
    When sales staff look up what the standing order has made
    Then 4 boxes are bought for Prebook 1
    And 4 boxes are bought for Prebook 2
    And the vendor was given 2 Purchase Orders in all
    When procurement approves Prebook 2
    And 600 seconds pass
    And the vendor labels Prebook 2
    And 120 seconds pass
    Then "Freedom" of Prebook 2 is "shipped"
    When the labels of Prebook 2 are scanned
    Then 4 boxes of Prebook 2 are received
    And the standing order is in force

  @AXR-10
  Scenario: what leaves a standing order stays on the Prebooks there are
    Given Komet's catalogue is "Freedom, Mondial"
    And the vendor is joined to the company
    When the customer's program has 4 boxes of "Freedom" and 2 boxes of "Mondial" sent by the vendor each "Thursday"
    And 16 hours pass
    And sales staff look up what the standing order has made
    And the customer's program takes "Mondial" off the standing order
    And the customer's program takes "Freedom" off the standing order
    Then the standing order is not in force any more
    When 6000 seconds pass
    Then 4 boxes are bought for Prebook 1
    And 2 boxes are bought for Prebook 2
    And the trucks of the standing order leave in "2" days

  Scenario: a standing order that was ended makes nothing more
    When the customer's program has 4 boxes of "Freedom" sent by the vendor each "Tuesday,Friday"
    And sales staff cancel the standing order
    And 48 hours pass
    Then the trucks of the standing order leave in "no" days
    And the standing order is not in force any more

  @KOM-06
  Scenario Outline: whose token it is decides
    When a tester asks Komet for "<method>" with the <kind> token
    Then Komet refuses with "not available for <Kind> tokens"
    And nothing has changed in Komet

    Examples:
      | method                 | kind     | Kind     |
      | v2/standing-order      | company  | Company  |
      | v2/standing-order/item | vendor   | Vendor   |
      | standing.order.list    | customer | Customer |

  @F11
  Scenario Outline: a customer with reserved boxes and a standing order
    Given the company is connected with a Customer token
    And Komet's "standing_order_boxes" is "<boxes>"
    And Komet expects 10 boxes of "tulips"
    And "tulips" is reserved for customer 7001
    And the inventory was synchronised
    Then the marketplace shows 10 boxes of "tulips"
    When the customer's program has 4 boxes like "tulips" sent each "Tuesday"
    And 16 hours pass
    Then the trucks of the standing order leave in "7" days
    And the marketplace shows <left> boxes of "tulips"
    When a florist buys 6 boxes of "tulips"
    And 300 seconds pass
    Then "tulips" of order 1 is accepted
    And Komet has <over> boxes of "tulips" left

    Examples:
      | boxes    | left | over |
      | bought   | 10   | 4    |
      | reserved | 6    | 0    |
