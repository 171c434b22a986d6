Feature: The vendor changes or cancels what it sold
  No method of Komet changes a line. So a change takes the line out and makes it anew, and nothing
  that happens in between may lose it or leave it twice.

  @AXR-06 @F38
  Scenario: a changed line is made anew, the others stay as they are
    Given Komet's catalogue is "Freedom, Mondial"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom" and 3 boxes of "Mondial"
    And 120 seconds pass
    And the vendor changes sales order 1 to 8 boxes of "Freedom" and 3 boxes of "Mondial"
    And 300 seconds pass
    Then sales order 1 is 2 Prebooks and 2 Purchase Orders with 11 boxes
    And "Freedom" of sales order 1 is "waiting for approval"
    And "Mondial" of sales order 1 is "waiting for approval"

  @F38
  Scenario: a line more and a line fewer
    Given Komet's catalogue is "Freedom, Mondial, Quicksand"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom" and 3 boxes of "Mondial"
    And 120 seconds pass
    And the vendor changes sales order 1 to 10 boxes of "Freedom" and 4 boxes of "Quicksand"
    And 300 seconds pass
    Then "Freedom" of sales order 1 is "waiting for approval"
    And "Mondial" of sales order 1 is "cancelled"
    And "Quicksand" of sales order 1 is "waiting for approval"
    And sales order 1 is 2 Prebooks and 2 Purchase Orders with 14 boxes

  @F38 @F14
  Scenario Outline: a failure between the two halves of a change neither loses nor doubles the line
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And the next "<method>" is struck by "<fault>" from now on
    And the vendor changes sales order 1 to 8 boxes of "Freedom"
    And 900 seconds pass
    Then sales order 1 is one Prebook and one Purchase Order with 8 boxes
    And "Freedom" of sales order 1 is "waiting for approval"

    Examples:
      | method                     | fault        |
      | purchase.order.item.delete | lost_request |
      | purchase.order.item.delete | lost_reply   |
      | purchase.order.item.delete | late_request |
      | purchase.order.item.delete | twice        |
      | prebook.item.delete        | lost_reply   |
      | prebook.item.delete        | late_request |
      | prebook.create             | lost_request |
      | prebook.create             | late_request |
      | prebook.create             | twice        |
      | purchase.order.create      | refused_5xx  |
      | purchase.order.create      | late_request |

  @F38
  Scenario: the same change twice, and another one after it, end as the last
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And the vendor changes sales order 1 to 8 boxes of "Freedom"
    And the vendor changes sales order 1 to 8 boxes of "Freedom"
    And the vendor's service sends its last 2 events again
    And 300 seconds pass
    Then sales order 1 is one Prebook and one Purchase Order with 8 boxes
    And the vendor was given 2 Purchase Orders in all
    When the vendor changes sales order 1 to 6 boxes of "Freedom"
    And the vendor's service sends its last 3 events again
    And 300 seconds pass
    Then sales order 1 is one Prebook and one Purchase Order with 6 boxes
    And the vendor was given 3 Purchase Orders in all

  @F38
  Scenario: a change that overtakes its own order
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the next "purchase.order.create" is struck by "late_request"
    When the vendor sells 10 boxes of "Freedom"
    And 70 seconds pass
    And the vendor changes sales order 1 to 8 boxes of "Freedom"
    And 900 seconds pass
    Then sales order 1 is one Prebook and one Purchase Order with 8 boxes

  @F38
  Scenario: another ship date moves every line
    Given Komet's catalogue is "Freedom, Mondial"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom" and 3 boxes of "Mondial"
    And 120 seconds pass
    And the vendor lets sales order 1 ship 1 day later
    And 300 seconds pass
    Then the Purchase Order of sales order 1 ships in 10 days
    And sales order 1 is one Prebook and one Purchase Order with 13 boxes

  @F18
  Scenario Outline: a cancelled order leaves Komet, approved or not
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "<workflow>"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And the vendor cancels sales order 1
    And the vendor cancels sales order 1
    Then the vendor's desk says "yes"
    When 300 seconds pass
    Then "Freedom" of sales order 1 is "cancelled"
    And sales order 1 is no Prebook and no Purchase Order with 0 boxes

    Examples:
      | workflow     |
      | manual       |
      | auto-approve |

  @F18 @F20
  Scenario: an order cancelled before it was heard of is never made
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the service at the vendor's site stops
    When the vendor sells 10 boxes of "Freedom"
    And the vendor cancels sales order 1
    And the service at the vendor's site starts again
    And 120 seconds pass
    Then "Freedom" of sales order 1 is "cancelled"
    And the vendor was given 0 Purchase Orders in all

  @F43
  Scenario Outline: what is confirmed stays, and the vendor is told why
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And the farm confirms 10 boxes of "Freedom" of sales order 1
    And the vendor <does>
    And 300 seconds pass
    Then "Freedom" of sales order 1 is "confirmed"
    And the vendor reads "Komet keeps it: the line is confirmed" about "Freedom" of sales order 1
    And the vendor ships 10 boxes of "Freedom" of sales order 1
    And sales order 1 is one Prebook and one Purchase Order with 10 boxes

    Examples:
      | does                                          |
      | changes sales order 1 to 8 boxes of "Freedom" |
      | lets sales order 1 ship 1 day later          |
      | cancels sales order 1                         |

  @F43
  Scenario Outline: what is shipped stays, at the desk already
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And the vendor labels sales order 1
    And 120 seconds pass
    And the vendor <does>
    Then the vendor's desk says "<refusal>"
    And 10 boxes are on their way for sales order 1

    Examples:
      | does                                          | refusal                                  |
      | changes sales order 1 to 8 boxes of "Freedom" | has nothing left to change               |
      | cancels sales order 1                         | is shipped and can not become cancelling |

  @F43 @F39
  Scenario: boxes that leave in Komet while the vendor changes them
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And somebody in Komet lets "Freedom" of sales order 1 leave, with codes of Komet's
    And the vendor changes sales order 1 to 8 boxes of "Freedom"
    And 300 seconds pass
    Then 10 boxes are on their way for sales order 1
    And the vendor reads "Komet keeps it: the line is shipped" about "Freedom" of sales order 1
