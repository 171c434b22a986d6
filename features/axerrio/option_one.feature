Feature: Option one: the vendor's sales order becomes Prebook and Purchase Order in Komet
  A sale of the vendor's to one of the company's customers is booked and bought in Komet by itself,
  waits for procurement, and comes into the warehouse by the labels the vendor printed.

  @AXR-02 @AXR-06 @AXR-07 @AXR-08
  Scenario: from a sales order to boxes in the warehouse
    Given Komet's catalogue is "Freedom, Mondial"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom" and 3 boxes of "Mondial"
    And 120 seconds pass
    Then sales order 1 is one Prebook and one Purchase Order with 13 boxes
    And the Purchase Order of sales order 1 is "Pending Approval"
    And "Freedom" of sales order 1 is "waiting for approval"
    When procurement approves sales order 1
    And 600 seconds pass
    Then "Freedom" of sales order 1 is "approved"
    And "Mondial" of sales order 1 is "approved"
    When the vendor labels sales order 1
    And 120 seconds pass
    Then "Freedom" of sales order 1 is "shipped"
    And Komet calls the boxes of sales order 1 as their labels do
    When the labels of sales order 1 are scanned
    Then 13 boxes of sales order 1 are received

  @AXR-07
  Scenario Outline: the approval workflow decides how an order begins, unless Komet sees vendors' orders otherwise
    Given Komet's catalogue is "Freedom"
    And Komet's "vendor_order_state" is "<switch>"
    And the Purchase Order Workflow is "<workflow>"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    Then the Purchase Order of sales order 1 is "<status>"
    And "Freedom" of sales order 1 is "<told>"
    When procurement approves sales order 1
    And 600 seconds pass
    And the vendor labels sales order 1
    And 120 seconds pass
    Then "Freedom" of sales order 1 is "shipped"
    And 10 boxes are on their way for sales order 1

    Examples:
      | workflow     | switch    | status            | told                 |
      | manual       | workflow  | Pending Approval  | waiting for approval |
      | auto-approve | workflow  | Approved          | approved             |
      | auto-confirm | workflow  | Confirmed by Farm | confirmed            |
      | manual       | pending   | Pending Approval  | waiting for approval |
      | auto-approve | pending   | Pending Approval  | waiting for approval |
      | auto-confirm | pending   | Pending Approval  | waiting for approval |
      | manual       | approved  | Approved          | approved             |
      | auto-approve | approved  | Approved          | approved             |
      | auto-confirm | approved  | Approved          | approved             |
      | manual       | confirmed | Confirmed by Farm | confirmed            |
      | auto-approve | confirmed | Confirmed by Farm | confirmed            |
      | auto-confirm | confirmed | Confirmed by Farm | confirmed            |

  @AXR-07 @F39
  Scenario: a rejected order is told to the vendor with the reason, and is needed no more
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And procurement rejects sales order 1
    And 600 seconds pass
    Then "Freedom" of sales order 1 is "rejected"
    And the vendor reads "was cancelled in Komet" about "Freedom" of sales order 1
    And sales order 1 is no Prebook and no Purchase Order with 0 boxes

  @AXR-07 @F39
  Scenario: fewer boxes at another cost are told before the approval, and only those are labelled
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom" at 7.25
    And 120 seconds pass
    And procurement changes "Freedom" of sales order 1 to 8 boxes at 7.00
    And 600 seconds pass
    Then "Freedom" of sales order 1 is "changed"
    And the vendor reads "8 boxes of 10 are ordered; cost 7.00 instead of 7.25" about "Freedom" of sales order 1
    When procurement approves sales order 1
    And 600 seconds pass
    And the vendor labels sales order 1
    Then sales order 1 has 8 labels
    When 120 seconds pass
    Then "Freedom" of sales order 1 is "shipped"
    And 8 boxes are on their way for sales order 1

  @AXR-07
  Scenario: a line procurement takes off its order is refused, the other one goes on
    Given Komet's catalogue is "Freedom, Mondial"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom" and 3 boxes of "Mondial"
    And 120 seconds pass
    And procurement takes "Mondial" off sales order 1
    And 900 seconds pass
    Then "Freedom" of sales order 1 is "waiting for approval"
    And "Mondial" of sales order 1 is "rejected"
    And the vendor reads "taken off purchase order" about "Mondial" of sales order 1
    And sales order 1 is one Prebook and one Purchase Order with 10 boxes

  @F36
  Scenario: ten ordered, seven confirmed, six shipped, five received
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And procurement approves sales order 1
    And the farm confirms 7 boxes of "Freedom" of sales order 1
    And 600 seconds pass
    Then "Freedom" of sales order 1 is "confirmed"
    And the vendor reads "7 boxes of 10 are confirmed" about "Freedom" of sales order 1
    And the vendor ships 7 boxes of "Freedom" of sales order 1
    When only 6 boxes of sales order 1 are labelled
    And 120 seconds pass
    Then "Freedom" of sales order 1 is "shipped and confirmed"
    And 6 boxes are on their way for sales order 1
    When 5 labels of sales order 1 are scanned
    Then 5 boxes of sales order 1 are received
    And 1 box is on their way for sales order 1
    And sales order 1 is one Prebook and one Purchase Order with 10 boxes

  @AXR-08 @F36
  Scenario: a line that leaves in two parts is two lines, each with its own boxes and labels
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And only 4 boxes of sales order 1 are labelled
    And 120 seconds pass
    Then "Freedom" of sales order 1 is "shipped and approved"
    When the vendor labels sales order 1
    And 120 seconds pass
    Then "Freedom" of sales order 1 is "shipped and shipped"
    When the labels of sales order 1 are scanned
    Then 10 boxes of sales order 1 are received

  @AXR-07
  Scenario: a cancelled Purchase Order gives the need back, and a changed order takes it up
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And procurement approves sales order 1
    And 600 seconds pass
    And procurement rejects sales order 1
    And 600 seconds pass
    Then "Freedom" of sales order 1 is "rejected"
    When the vendor sells 9 boxes of "Freedom"
    And 120 seconds pass
    Then sales order 2 is one Prebook and one Purchase Order with 9 boxes

  @F24
  Scenario: a customer nobody has named waits for the operator, and goes on by itself
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the vendor's next order is for its customer "NEW"
    When the vendor sells 10 boxes of "Freedom"
    And the vendor sells 3 boxes of "Freedom"
    And 120 seconds pass
    Then sales order 1 waits for a person, because of "which customer in Komet NEW"
    And "Freedom" of sales order 1 is "placed"
    And "Freedom" of sales order 2 is "waiting for approval"
    When the operator says who the vendor's customer "NEW" is
    And 300 seconds pass
    Then "Freedom" of sales order 1 is "waiting for approval"
    And no alarm is open

  Scenario: a carrier that does not exist is that order's own trouble
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the vendor's next order goes by the carrier "XXX"
    When the vendor sells 10 boxes of "Freedom"
    And the vendor sells 3 boxes of "Freedom"
    And 120 seconds pass
    Then sales order 1 waits for a person, because of "the carrier XXX is none of the company's"
    And "Freedom" of sales order 2 is "waiting for approval"

  Scenario: a day on which no truck goes is refused in Komet's words
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the vendor's next order ships in 6 days
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    Then "Freedom" of sales order 1 is "rejected"
    And the vendor reads "has no service on" about "Freedom" of sales order 1
