Feature: Boxes, their labels, and the scanner at the company's door
  The vendor chooses box codes, air waybill and lot, and prints a label for each box of what was
  approved. The barcode is all the warehouse needs, once for every box.

  @AXR-08 @F39
  Scenario: no label before the approval
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And boxes of sales order 1 are chosen
    Then the vendor's desk says "has no approved line to choose boxes of"
    When the labels of sales order 1 are printed
    Then the vendor's desk says "has no approved line with boxes"
    And sales order 1 has 0 labels

  @AXR-08
  Scenario: chosen boxes leave only once all their labels are printed
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 4 boxes of "Freedom"
    And 120 seconds pass
    And boxes of sales order 1 are chosen
    And 300 seconds pass
    Then "Freedom" of sales order 1 is "approved"
    And Komet was asked for "purchase.order.items.awb.add" between 0 and 0 times
    When the labels of sales order 1 are printed
    And 120 seconds pass
    Then "Freedom" of sales order 1 is "shipped"

  @AXR-08 @AXR-11 @F31
  Scenario: what a label says
    Given Komet's catalogue is "Rosa Ñandú ^é 50 cm"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 2 boxes of "Rosa Ñandú ^é 50 cm"
    And 120 seconds pass
    And boxes of sales order 1 are put on the AWB "729-40812170"
    And boxes of sales order 1 are put on the house AWB "BOG0815"
    And boxes of sales order 1 are given the lot "200777"
    And the labels of sales order 1 are printed
    Then each label of sales order 1 says "Rosa Ñandú ^é 50 cm"
    And each label of sales order 1 says "Señorita Peña's Petals"
    And each label of sales order 1 says "12 bunches x 25 stems"
    And each label of sales order 1 says "AWB 729-40812170"
    And each label of sales order 1 says "HAWB BOG0815"
    And each label of sales order 1 says "Lot 200777"
    And each label of sales order 1 says "of 2"
    And each label of sales order 1 says "Hacienda Ñusta"
    When 120 seconds pass
    And the labels of sales order 1 are scanned
    Then 2 boxes of sales order 1 are received

  @AXR-08 @F40
  Scenario: a label printed again carries an R, and names the same box
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 2 boxes of "Freedom"
    And 120 seconds pass
    And boxes of "Freedom" of sales order 1 are given the codes "NUS777001, NUS777002"
    And the labels of sales order 1 are printed
    And the labels of sales order 1 are printed
    Then each label of sales order 1 is marked as a reprint
    When 120 seconds pass
    Then Komet calls the boxes of sales order 1 "NUS777001, NUS777002"
    When the labels of sales order 1 are scanned
    And the warehouse scans "NUS777001"
    Then the warehouse is told "The box NUS777001 has been received"
    And 2 boxes of sales order 1 are received

  @F39
  Scenario: labels of what was rejected meanwhile hold no more, and their boxes are unknown
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 2 boxes of "Freedom"
    And 120 seconds pass
    And boxes of "Freedom" of sales order 1 are given the codes "NUS777001, NUS777002"
    And procurement rejects sales order 1
    And the labels of sales order 1 are printed
    And 600 seconds pass
    Then "Freedom" of sales order 1 is "rejected"
    And sales order 1 has 0 labels
    When the warehouse scans "NUS777001"
    Then the warehouse is told "Box code does not exist"

  @F39 @F36
  Scenario: fewer are confirmed while all the labels are printed
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 3 boxes of "Freedom"
    And 120 seconds pass
    And boxes of "Freedom" of sales order 1 are given the codes "NUS777001, NUS777002, NUS777003"
    And the farm confirms 2 boxes of "Freedom" of sales order 1
    And 600 seconds pass
    And the labels of sales order 1 are printed
    And 120 seconds pass
    Then sales order 1 has 2 labels
    And Komet calls the boxes of sales order 1 "NUS777001, NUS777002"
    When the warehouse scans "NUS777003"
    Then the warehouse is told "Box code does not exist"

  @AXR-08 @F40
  Scenario: boxes to which Komet gave codes get those on the labels
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 2 boxes of "Freedom"
    And 120 seconds pass
    And somebody in Komet lets "Freedom" of sales order 1 leave, with codes of Komet's
    And 600 seconds pass
    Then "Freedom" of sales order 1 is "approved"
    When boxes of "Freedom" of sales order 1 are given the codes "NUS777001, NUS777002"
    And the labels of sales order 1 are printed
    And 300 seconds pass
    Then "Freedom" of sales order 1 is "shipped"
    And Komet calls the boxes of sales order 1 "NUS777001, NUS777002"
    When the labels of sales order 1 are scanned
    Then 2 boxes of sales order 1 are received

  @F40
  Scenario: a code that names a box already is refused to the vendor
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 1 box of "Freedom"
    And the vendor sells 1 box of "Freedom"
    And 120 seconds pass
    And boxes of "Freedom" of sales order 1 are given the codes "NUS777001"
    And boxes of "Freedom" of sales order 2 are given the codes "NUS777001"
    Then the vendor's desk says "NUS777001 names another box already"

  @F40
  Scenario: a code that another farm has used already needs a person
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    And another farm's box "NUS777001" is on its way
    When the vendor sells 1 box of "Freedom"
    And the vendor sells 1 box of "Freedom"
    And 120 seconds pass
    And boxes of "Freedom" of sales order 1 are given the codes "NUS777001"
    And the labels of sales order 1 are printed
    And the vendor labels sales order 2
    And 600 seconds pass
    Then sales order 1 waits for a person, because of "does not let line 1 leave"
    And "Freedom" of sales order 2 is "shipped"

  @F40
  Scenario Outline: codes no box can have
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 2 boxes of "Freedom"
    And 120 seconds pass
    And boxes of "Freedom" of sales order 1 are given the codes "<codes>"
    Then the vendor's desk says "codes"

    Examples: too short, too long, small letters, signs; twice the same
      | codes                 |
      | NUS1                  |
      | NUS777001777001777001 |
      | nus777001             |
      | NUS-77700             |
      | NUS777001, NUS777001  |

  @F40
  Scenario: what the scanner refuses, with the reason
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 2 boxes of "Freedom"
    And 120 seconds pass
    And boxes of "Freedom" of sales order 1 are given the codes "NUS777001, NUS777002"
    And the labels of sales order 1 are printed
    And the warehouse scans "NUS777001"
    Then the warehouse is told "Box code does not exist"
    When 120 seconds pass
    And procurement rejects sales order 1
    And the warehouse scans "NUS777001"
    Then the warehouse is told "The box NUS777001 has been cancelled"
    And "Freedom" of sales order 1 is "shipped"

  @F40 @F43
  Scenario: an order of which a box was received can not be cancelled any more
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 2 boxes of "Freedom"
    And 120 seconds pass
    And the vendor labels sales order 1
    And 120 seconds pass
    And 1 labels of sales order 1 are scanned
    And procurement rejects sales order 1
    Then procurement is told "is partly received and cannot be cancelled"
    And 1 boxes of sales order 1 are received
    And 1 box is on their way for sales order 1

  @F41
  Scenario Outline: a waybill whose check digit is wrong is warned of, or refused
    Given Komet's catalogue is "Freedom"
    And the vendor's system's "wrong_awb" is "<value>"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 2 boxes of "Freedom"
    And 120 seconds pass
    And boxes of sales order 1 are put on the AWB "<awb>"
    Then the vendor's desk says "<said>"
    And the vendor has chosen <boxes> boxes for sales order 1

    Examples:
      | value   | awb          | said        | boxes |
      | warned  | 729-40812170 | yes         | 2     |
      | warned  | 729-40812171 | check digit | 2     |
      | refused | 729-40812170 | yes         | 2     |
      | refused | 729-40812171 | check digit | 0     |

  @F41
  Scenario Outline: boxes of an order that waits for approval are on no waybill
    Given Komet's catalogue is "Freedom"
    And Komet's "awb_on_pending" is "<value>"
    And the vendor is joined to the company
    When the vendor sells 2 boxes of "Freedom"
    And 120 seconds pass
    And a tester with the vendor token lets "Freedom" of sales order 1 leave
    Then Komet says "<answer>"
    And <boxes> boxes are on their way for sales order 1

    Examples:
      | value  | answer                                          | boxes |
      | refuse | is Pending Approval and cannot be shipped       | 0     |
      | accept | OK                                              | 2     |

  @F41
  Scenario Outline: a second waybill for the same line, as when a flight is cancelled
    Given Komet's catalogue is "Freedom"
    And Komet's "awb_again" is "<value>"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 2 boxes of "Freedom"
    And 120 seconds pass
    And the vendor labels sales order 1
    And 120 seconds pass
    And a tester with the vendor token lets "Freedom" of sales order 1 leave
    Then Komet says "<answer>"
    And 2 boxes are on their way for sales order 1
    When the labels of sales order 1 are scanned
    Then 2 boxes of sales order 1 are received

    Examples:
      | value   | answer                                  |
      | refuse  | is Shipped and cannot be added to an AWB |
      | replace | OK                                      |

  @F41
  Scenario: lots Komet gives itself are not for vendors
    Given Komet's catalogue is "Freedom"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 2 boxes of "Freedom"
    And 120 seconds pass
    And boxes of sales order 1 are given the lot "1000"
    Then the vendor's desk says "a number outside 1000 to 99999"
    When boxes of sales order 1 are given the lot "100000"
    Then the vendor's desk says "yes"
    And the vendor has chosen 2 boxes for sales order 1
