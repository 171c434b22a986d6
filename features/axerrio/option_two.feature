Feature: Option two: a Prebook made in Komet becomes the vendor's order
  Sales staff make the Prebook with vendor, cost and ship date. Axerrio takes each line over, buys
  it on a Purchase Order linked to it, and its labels are received.

  @AXR-02 @AXR-09 @AXR-10 @AXR-11
  Scenario: from a Prebook to boxes in the warehouse
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 400 seconds pass
    Then 4 boxes are bought for Prebook 1
    And the Purchase Order of Prebook 1 is "Pending Approval"
    And "Freedom" of Prebook 1 is "waiting for approval"
    When procurement approves Prebook 1
    And 600 seconds pass
    And the vendor labels Prebook 1
    And 120 seconds pass
    Then "Freedom" of Prebook 1 is "shipped"
    When the labels of Prebook 1 are scanned
    Then 4 boxes of Prebook 1 are received

  @AXR-10
  Scenario Outline: the approval workflow holds for these orders too
    Given Komet's catalogue is "Freedom"
    And Komet's "vendor_order_state" is "<switch>"
    And the Purchase Order Workflow is "<workflow>"
    And the vendor is joined to the company
    When sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 400 seconds pass
    Then the Purchase Order of Prebook 1 is "<status>"
    And "Freedom" of Prebook 1 is "<told>"

    Examples:
      | workflow     | switch    | status            | told                 |
      | manual       | workflow  | Pending Approval  | waiting for approval |
      | auto-approve | workflow  | Approved          | approved             |
      | auto-confirm | workflow  | Confirmed by Farm | confirmed            |
      | auto-approve | pending   | Pending Approval  | waiting for approval |
      | manual       | approved  | Approved          | approved             |
      | manual       | confirmed | Confirmed by Farm | confirmed            |

  @AXR-10
  Scenario: each line of a Prebook becomes an order of its own
    Given Komet's catalogue is "Freedom, Mondial"
    And the vendor is joined to the company
    When sales staff make a Prebook of 4 boxes of "Freedom" and 2 boxes of "Mondial" with the vendor
    And 400 seconds pass
    Then 4 boxes are bought for Prebook 1
    And 2 boxes are bought for Prebook 2
    And the vendor has 2 orders in all

  @AXR-10
  Scenario: what the vendor sold itself is not taken for a Prebook of Komet's people
    Given Komet's catalogue is "Freedom"
    And Komet's "mark_code_echoed" is "no"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 4200 seconds pass
    Then the vendor has 1 order in all
    And sales order 1 is one Prebook and one Purchase Order with 10 boxes

  @AXR-09 @F39
  Scenario Outline: a Prebook taken out again is withdrawn at the vendor's
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "<workflow>"
    And the vendor is joined to the company
    When sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 400 seconds pass
    And sales staff take Prebook 1 out again
    Then procurement is told "<answer>"
    When 4200 seconds pass
    Then "Freedom" of Prebook 1 is "<told>"
    And <boxes> boxes are bought for Prebook 1

    Examples: once its Purchase Order is approved, Komet holds on to the line
      | workflow     | answer                   | told     | boxes |
      | manual       | yes                      | rejected | 0     |
      | auto-approve | is on the purchase order | approved | 4     |

  @AXR-09
  Scenario: a Prebook moved to another day before it was bought is bought for that day
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the vendor token may no longer call "purchase.order.create"
    When sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 400 seconds pass
    And sales staff move Prebook 1 by 1 day
    And 600 seconds pass
    And the vendor token may call "purchase.order.create" again
    And 1 hour passes
    Then 4 boxes are bought for Prebook 1
    And the Purchase Order of Prebook 1 ships in 10 days
    And "Freedom" of Prebook 1 is "waiting for approval"

  @AXR-09 @F36
  Scenario: a Prebook cut before it was bought is bought with what is left
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the vendor token may no longer call "purchase.order.create"
    When sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 400 seconds pass
    And sales staff cut Prebook 1 to 3 boxes
    And the vendor token may call "purchase.order.create" again
    And 4200 seconds pass
    Then 3 boxes are bought for Prebook 1
    When sales staff cut Prebook 1 to 2 boxes
    Then procurement is told "is on the purchase order"
    And 3 boxes are bought for Prebook 1

  @AXR-09
  Scenario: other words on a Prebook buy nothing anew
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 400 seconds pass
    And sales staff write "PO 77" on Prebook 1
    And 4200 seconds pass
    Then 4 boxes are bought for Prebook 1
    And the vendor was given 1 Purchase Orders in all
    And the vendor has 1 order in all

  @AXR-10 @F39
  Scenario: a rejected one is told to the vendor, and stays needed in Komet
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 400 seconds pass
    Then Komet needs 0 boxes more for Prebook 1
    When procurement rejects Prebook 1
    And 4200 seconds pass
    Then "Freedom" of Prebook 1 is "rejected"
    And Komet needs 4 boxes more for Prebook 1
    And the vendor was given 1 Purchase Orders in all

  @AXR-10 @F36
  Scenario: the farm confirms fewer, and fewer leave
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 400 seconds pass
    And the farm confirms 3 boxes of "Freedom" of Prebook 1
    And 600 seconds pass
    Then "Freedom" of Prebook 1 is "confirmed"
    And the vendor ships 3 boxes of "Freedom" of Prebook 1
    When the vendor labels Prebook 1
    And 120 seconds pass
    Then 3 boxes are on their way for Prebook 1
    And "Freedom" of Prebook 1 is "shipped"

  @AXR-10 @F14
  Scenario Outline: a lost or doubled call makes no second order, on neither side
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the next "<method>" is struck by "<fault>"
    When sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 1200 seconds pass
    Then the vendor has 1 order in all
    And 4 boxes are bought for Prebook 1
    And the vendor was given 1 Purchase Orders in all

    Examples:
      | method                     | fault        |
      | purchase.order.create      | lost_reply   |
      | purchase.order.create      | late_request |
      | purchase.order.create      | twice        |
      | integration/purchase-order | lost_reply   |
      | integration/purchase-order | late_request |

  @AXR-09 @F20
  Scenario: after an outage of days a person is told which lines Komet does not show any more
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 400 seconds pass
    And the engine stands still for 3 days
    And 600 seconds pass
    Then one alarm is open, saying "are not shown"
    And 4 boxes are bought for Prebook 1
