Feature: What Komet's shop asks of a customer, and whom it lets boxes go with
  Prices, carriers, the timer and shared invoices are the company's settings; whoever orders through
  the API meets them as the shop's buyers do.

  @F27
  Scenario Outline: the shop asks the price of the customer's list, with its mark-ups
    Given Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And "roses" costs 10.50 on price list A and 11.35 on price list B
    And "tulips" costs 10.50 on price list A and 11.35 on price list B
    And the marketplace's customer buys by price list <list>
    And the marketplace's customer is marked up by <shop> % for E-commerce
    And the marketplace's customer is marked up by <b> % for Price B
    When a tester with the customer token asks Komet for "ecommerce/inventory.list" of "customerId 7001, rows 1000, x_account 12345"
    Then Komet lists "roses" with "price" <price>
    And Komet lists "tulips" with "price" <price>

    Examples: rounded half up to the cent
      | list | shop | b | price |
      | A    | 0    | 0 | 10.50 |
      | A    | 5    | 3 | 11.03 |
      | B    | 0    | 0 | 11.35 |
      | B    | 5    | 0 | 11.92 |
      | B    | 5    | 3 | 12.26 |

  @F27
  Scenario Outline: a price of nothing hides a line from whoever buys by that list
    Given Komet has 5 boxes of "roses" on hand
    And "roses" costs <a> on price list A and <b> on price list B
    And the marketplace's customer buys by price list <list>
    When a tester with the customer token asks Komet for "ecommerce/inventory.list" of "customerId 7001, rows 1000, x_account 12345"
    Then Komet <shows> "roses"

    Examples:
      | list | a    | b    | shows         |
      | A    | 0    | 9.00 | does not list |
      | B    | 9.00 | 0    | does not list |

  Scenario: the FOB price is the customer's own, with freight and fuel
    Given Komet has 5 boxes of "roses" on hand
    And "roses" costs 10.50 on price list A and 11.35 on price list B
    And a full box costs the marketplace's customer 18.00 freight and 1.50 fuel
    When a tester with the company token asks Komet for "inventory.openmarket.list" of "customerId 7001"
    Then Komet lists "roses" with "fobPrice" 12.13
    And Komet lists "roses" with "price" 10.50
    And Komet lists "roses" with "priceB" 11.35
    Given outbound freight is off for the marketplace's customer
    When a tester with the company token asks Komet for "inventory.openmarket.list" of "customerId 7001"
    Then Komet lists "roses" with "fobPrice" 10.63
    When a tester asks Komet for "inventory.openmarket.list" with the company token
    Then Komet lists "roses" with "fobPrice" 10.50

  Scenario: the shop tells how it is set up for a customer
    When a tester with the customer token asks Komet for "ecommerce-lite/settings" of "customerId 7001, x_account 12345"
    Then Komet answers with 1 "userInfo"
    When a tester with the company token asks Komet for "ecommerce-lite/settings" of "customerId 7001, x_account 12345"
    Then Komet refuses with "not available for Company tokens"

  # --- carriers ---

  @F23
  Scenario Outline: which carrier is suggested, and which others may be chosen
    Given Komet's "carrier_choice" is "<choice>"
    And the carrier "SBT" serves the marketplace's customer at 3.25 a cube on Monday, Friday
    And the carrier "ARM" serves the marketplace's customer on Wednesday
    When a tester asks which carriers go on the next <weekday>
    Then Komet suggests "<suggested>" at <rate> a cube
    And Komet offers the carriers "<others>" beside it

    Examples: FedEx is the usual carrier, where there is no day of service
      | choice         | weekday   | suggested | rate | others            |
      | all_carriers   | Friday    | SBT       | 3.25 | ARM, FDX, PRF, WC |
      | all_carriers   | Wednesday | ARM       | 4.85 | FDX, PRF, SBT, WC |
      | all_carriers   | Tuesday   | FDX       | 4.50 | ARM, PRF, SBT, WC |
      | day_of_service | Friday    | SBT       | 3.25 | ARM               |
      | day_of_service | Wednesday | ARM       | 4.85 | SBT               |

  @F23
  Scenario Outline: an order with a carrier that does not serve the customer that day
    Given Komet's "carrier_choice" is "<choice>"
    And Komet's "other_carriers" is "<others>"
    And Komet has 5 boxes of "roses" on hand
    And the carrier "SBT" serves the marketplace's customer on Wednesday
    When a tester puts 1 box of "roses" by "FDX" on a Wednesday into web order 1
    Then Komet <answers>
    When a tester puts 1 box of "roses" by "SBT" on a Wednesday into web order 1
    Then Komet answers with "webOrderItemId"

    Examples:
      | choice         | others | answers                                                                               |
      | all_carriers   | accept | answers with "webOrderItemId"                                                         |
      | all_carriers   | refuse | answers with "webOrderItemId"                                                         |
      | day_of_service | accept | answers with "webOrderItemId"                                                         |
      | day_of_service | refuse | refuses with "no products available for the selected ship date & carrier combination" |

  Scenario: carriers day by day are told to tokens that are old
    When a tester with the customer token asks Komet for "carriers.by.customer.ship.date.list" of "customerId 7001"
    Then Komet answers with "deliverDates"
    And Komet answers with "defaultCarriersByDate"
    When a tester asks Komet for "carriers.by.customer.ship.date.list" with the company token
    Then Komet refuses with "not available for Company tokens"

  # --- the timer ---

  Scenario Outline: an hour after its first line a web order that was not checked out is cancelled
    Given Komet's "cart_timer" is "<timer>"
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    When a tester puts 2 boxes of "roses" into web order 1
    And 1800 seconds pass
    And a tester puts 1 box of "tulips" into web order 1
    And 1799 seconds pass
    Then web order 1 is "pending"
    When 1 second passes
    Then web order 1 is "<state>"
    And Komet has <roses> boxes of "roses" left
    And Komet has <tulips> boxes of "tulips" left
    When a tester puts 1 box of "roses" into web order 1
    Then Komet <answers>
    When a tester checks web order 1 out
    Then Komet <checks>

    Examples:
      | timer      | state     | roses | tulips | answers                                                                                                            | checks                                                                                             |
      | off        | pending   | 3     | 4      | answers with "webOrderItemId"                                                                                      | answers with "webOrderId"                                                                          |
      | 60_minutes | cancelled | 5     | 5      | refuses with "This order has been canceled. The system requires that you check out before the time shown expires." | refuses with "you and your salesperson will receive an email listing the items that were canceled" |

  # --- checkout, fees, shared invoices ---

  @F18
  Scenario Outline: two web orders of one day on a shared Invoice, one of them cancelled
    Given Komet's "invoice_sharing" is "<sharing>"
    And Komet's "fee_on_cancel" is "<back>"
    And Komet has 9 boxes of "roses" on hand
    And Komet expects 9 boxes of "tulips"
    When a tester puts 2 boxes of "roses" into web order 1
    And a tester puts 1 box of "tulips" into web order 1
    And a tester puts 1 box of "roses" into web order 2
    And a tester puts 1 box of "tulips" into web order 2
    And a tester checks web order 1 out
    Then Komet keeps fees of <one>
    When a tester checks web order 2 out
    Then Komet keeps fees of <both>
    When a tester deletes web order 1
    Then web order 1 is "cancelled"
    And web order 2 is "checked out"
    And Komet keeps fees of <left>
    And Komet has 8 boxes of "roses" left
    And Komet has 8 boxes of "tulips" left

    Examples: a shared Invoice waits for its second order; Prebook lines are checked out each by itself
      | sharing | back | one  | both | left |
      | own     | back | 5.67 | 9.45 | 3.78 |
      | shared  | back | 1.89 | 9.45 | 3.78 |
      | own     | kept | 5.67 | 9.45 | 9.45 |
      | shared  | kept | 1.89 | 9.45 | 9.45 |

  @F18
  Scenario Outline: a shared Invoice moves on when the order that held it up is cancelled
    Given Komet's "invoice_sharing" is "shared"
    And Komet's "autoconfirm" is "<autoconfirm>"
    And Komet has 9 boxes of "roses" on hand
    When a tester puts 2 boxes of "roses" into web order 1
    And a tester puts 1 box of "roses" into web order 2
    And a tester checks web order 1 out
    Then Komet keeps fees of 0
    When a tester deletes web order 2
    Then Komet keeps fees of 3.78
    When a tester deletes web order 1
    Then Komet <answers>
    And Komet has <left> boxes of "roses" left

    Examples: an Invoice that was confirmed is not taken back
      | autoconfirm | answers                                | left |
      | no          | answers with "webOrderId"              | 9    |
      | yes         | refuses with "has a confirmed invoice" | 7    |
