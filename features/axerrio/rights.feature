Feature: Eleven methods, and nothing else
  A Vendor token opens exactly what was ticked. Whatever is taken away is missed with one alarm,
  without a storm of calls and without a loss, and goes on once it is ticked again.

  @AXR-04
  Scenario: the eleven methods do all of it, from both sides, and no other is ever asked for
    Given Komet's catalogue is "Freedom, Mondial"
    And the vendor is joined to the company
    And the vendor's next order goes by the carrier "FDX"
    When the vendor sells 10 boxes of "Freedom" and 2 mixed boxes of "Mondial" and "Freedom"
    And sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 600 seconds pass
    And the vendor changes sales order 1 to 8 boxes of "Freedom" and 2 mixed boxes of "Mondial" and "Freedom"
    And 600 seconds pass
    And procurement approves sales order 1
    And procurement approves Prebook 1
    And 600 seconds pass
    And somebody in Komet lets "Freedom" of Prebook 1 leave, with codes of Komet's
    And 600 seconds pass
    And the vendor labels sales order 1
    And the vendor labels Prebook 1
    And 300 seconds pass
    And the labels of sales order 1 are scanned
    And the labels of Prebook 1 are scanned
    Then 10 boxes of sales order 1 are received
    And 4 boxes of Prebook 1 are received
    And the engine asked Komet for the eleven methods and no other
    And no alarm is open

  @AXR-04 @KOM-06
  Scenario Outline: the token opens nothing else
    Given the vendor is joined to the company
    When a tester asks Komet for "<method>" with the vendor token
    Then Komet refuses with "<sentence>"
    And nothing has changed in Komet

    Examples: methods a Vendor token could have, and others
      | method                        | sentence                                               |
      | product.list                  | no access to the method product.list                   |
      | inventory.list                | no access to the method inventory.list                 |
      | customer.shipto.list          | no access to the method customer.shipto.list           |
      | purchase.order.item.awb.add   | no access to the method purchase.order.item.awb.add    |
      | purchase.order.item.confirm   | not available for Vendor tokens                        |
      | prebook.update                | not available for Vendor tokens                        |
      | prebook.delete                | not available for Vendor tokens                        |
      | invoice.create                | not available for Vendor tokens                        |
      | future.inventory.openmarket.list | not available for Vendor tokens                     |

  @AXR-04 @F21
  Scenario Outline: without a method that places orders
    Given Komet's catalogue is "Freedom, Mondial"
    And the vendor is joined to the company
    And the vendor token may no longer call "<method>"
    And the vendor's next order goes by the carrier "FDX"
    When the vendor sells 10 boxes of "Freedom" and 2 mixed boxes of "Mondial" and "Freedom"
    And 1 hour passes
    Then one alarm is open, saying "no access to the method <method>"
    And Komet was asked for "<method>" between 1 and 10 times
    When the vendor token may call "<method>" again
    And 4200 seconds pass
    Then "Freedom" of sales order 1 is "waiting for approval"
    And "Mondial" of sales order 1 is "waiting for approval"
    And sales order 1 is one Prebook and 2 Purchase Orders with 12 boxes
    And no alarm is open

    Examples:
      | method                      |
      | boxtype.list                |
      | carrier.list                |
      | prebook.create              |
      | prebook.details.list        |
      | purchase.order.create       |
      | purchase.order.list         |
      | purchase.order.mixed.create |

  @AXR-04 @F21 @F38
  Scenario Outline: without a method that changes orders
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And the vendor token may from now on not call "<method>"
    And the vendor changes sales order 1 to 8 boxes of "Freedom"
    And 1 hour passes
    Then one alarm is open, saying "no access to the method <method>"
    And Komet was asked for "<method>" between 1 and 6 times
    When the vendor token may call "<method>" again
    And 4200 seconds pass
    Then "Freedom" of sales order 1 is "waiting for approval"
    And sales order 1 is one Prebook and one Purchase Order with 8 boxes
    And no alarm is open

    Examples:
      | method                     |
      | prebook.item.delete        |
      | purchase.order.item.delete |

  @AXR-04 @F21 @F40
  Scenario Outline: without a method that lets boxes leave
    Given Komet's catalogue is "Freedom, Mondial"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom" and 3 boxes of "Mondial"
    And 120 seconds pass
    And somebody in Komet lets "Mondial" of sales order 1 leave, with codes of Komet's
    And 300 seconds pass
    And the vendor token may from now on not call "<method>"
    And the vendor labels sales order 1
    And 1 hour passes
    Then one alarm is open, saying "no access to the method <method>"
    And Komet was asked for "<method>" between 1 and 6 times
    When the vendor token may call "<method>" again
    And 4200 seconds pass
    Then "Freedom" of sales order 1 is "shipped"
    And "Mondial" of sales order 1 is "shipped"
    And no alarm is open
    When the labels of sales order 1 are scanned
    Then 13 boxes of sales order 1 are received

    Examples:
      | method                       |
      | purchase.order.items.awb.add |
      | box.code.change              |

  @F21
  Scenario: a token that was taken back stops everything quietly, until there is a new one
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the vendor token is revoked
    When the vendor sells 10 boxes of "Freedom"
    And sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 2 hours pass
    Then one alarm is open, saying "has been revoked"
    And the engine has made at most 20 calls
    And "Freedom" of sales order 1 is "placed"
    When the vendor's accounts are joined again with a new token
    And 4200 seconds pass
    Then "Freedom" of sales order 1 is "waiting for approval"
    And 4 boxes are bought for Prebook 1
    And no alarm is open

  @F21 @KOM-03
  Scenario: a used-up allowance waits for the next day, hammers at nothing, and loses nothing
    Given it is 21:00 UTC
    And Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And other programs of the company use up the allowance
    When the vendor sells 10 boxes of "Freedom"
    And 1 hour passes
    Then the operator is told that "daily limit"
    And the engine has made at most 10 calls
    And "Freedom" of sales order 1 is "placed"
    When 3 hours pass
    Then "Freedom" of sales order 1 is "waiting for approval"
    And no alarm is open
