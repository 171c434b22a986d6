Feature: The vendor's words and Komet's products
  Only what is certain is taken for a product. For the rest people are offered the likeliest ones,
  choose once, and are not asked again.

  @AXR-12 @AXR-13 @F24
  Scenario: an unknown product makes the Prebook red until somebody maps it, and the next needs nobody
    Given Komet's catalogue is "Rose Freedom 50 cm, Rose Mondial 50 cm"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom 50"
    And 120 seconds pass
    Then the Prebook of sales order 1 is red
    And sales order 1 is one Prebook and one Purchase Order with 10 boxes
    And Komet knows no product for "Freedom 50" of sales order 1
    And "Freedom 50" of sales order 1 is "waiting for its product"
    And Komet offers "Rose Freedom 50 cm" first for "Freedom 50" of sales order 1
    When a user maps "Freedom 50" of sales order 1 to "Rose Freedom 50 cm"
    And 600 seconds pass
    Then the Prebook of sales order 1 is not red
    And Komet takes "Freedom 50" of sales order 1 for "Rose Freedom 50 cm"
    And "Freedom 50" of sales order 1 is "waiting for approval"
    When the vendor sells 3 boxes of "Freedom 50"
    And 120 seconds pass
    Then the Prebook of sales order 2 is not red
    And Komet takes "Freedom 50" of sales order 2 for "Rose Freedom 50 cm"
    And "Freedom 50" of sales order 2 is "waiting for approval"

  @AXR-12 @F24
  Scenario: an approved line of an unknown product leaves once it is mapped
    Given Komet's catalogue is "Rose Freedom 50 cm"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom 50"
    And 120 seconds pass
    And procurement approves sales order 1
    And 600 seconds pass
    Then "Freedom 50" of sales order 1 is "waiting for its product"
    When a tester with the vendor token lets "Freedom 50" of sales order 1 leave
    Then Komet refuses with "is UNKNOWN and has to be mapped"
    When a user maps "Freedom 50" of sales order 1 to "Rose Freedom 50 cm"
    And 600 seconds pass
    Then "Freedom 50" of sales order 1 is "approved"
    When the vendor labels sales order 1
    And 120 seconds pass
    Then "Freedom 50" of sales order 1 is "shipped"

  @AXR-12 @F24
  Scenario: a product mapped wrongly and then corrected
    Given Komet's catalogue is "Rose Freedom 50 cm, Rose Mondial 50 cm"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom 50"
    And 120 seconds pass
    And a user maps "Freedom 50" of sales order 1 to "Rose Mondial 50 cm"
    And a user maps "Freedom 50" of sales order 1 to "Rose Freedom 50 cm"
    And 600 seconds pass
    Then Komet takes "Freedom 50" of sales order 1 for "Rose Freedom 50 cm"
    When the vendor sells 3 boxes of "Freedom 50"
    And 120 seconds pass
    Then Komet takes "Freedom 50" of sales order 2 for "Rose Freedom 50 cm"

  @AXR-12 @F24
  Scenario: a mapped product that is switched off waits for a person again
    Given Komet's catalogue is "Rose Freedom 50 cm, Rose Freedom XL 50 cm"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom 50"
    And 120 seconds pass
    And a user maps "Freedom 50" of sales order 1 to "Rose Freedom 50 cm"
    And procurement approves sales order 1
    And 600 seconds pass
    And "Rose Freedom 50 cm" is switched off in Komet's catalogue
    And the vendor sells 3 boxes of "Freedom 50"
    And 120 seconds pass
    Then the Prebook of sales order 2 is red
    And Komet offers "Rose Freedom XL 50 cm" first for "Freedom 50" of sales order 2
    When a user maps "Freedom 50" of sales order 2 to "Rose Freedom XL 50 cm"
    And procurement approves sales order 2
    And 600 seconds pass
    Then Komet takes "Freedom 50" of sales order 2 for "Rose Freedom XL 50 cm"
    And "Freedom 50" of sales order 2 is "approved"
    And Komet takes "Freedom 50" of sales order 1 for "Rose Freedom 50 cm"
    When the vendor labels sales order 1
    And 120 seconds pass
    Then "Freedom 50" of sales order 1 is "shipped"

  @AXR-12 @AXR-13
  Scenario: a known product in the same order does not wait for the unknown one
    Given Komet's catalogue is "Rose Freedom 50 cm, Mondial"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom 50" and 3 boxes of "Mondial"
    And 120 seconds pass
    Then "Freedom 50" of sales order 1 is "waiting for its product"
    And "Mondial" of sales order 1 is "approved"
    When the vendor labels sales order 1
    And 120 seconds pass
    Then "Mondial" of sales order 1 is "shipped"
    And "Freedom 50" of sales order 1 is "waiting for its product"

  @F25
  Scenario Outline: nearly the same name is another product until somebody says otherwise
    Given Komet's catalogue is "Rose Freedom 50 cm, Rose Pink Mondial 50 cm, Rose Shimmer 50 cm"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "<words>"
    And 120 seconds pass
    Then Komet knows no product for "<words>" of sales order 1
    And Komet offers "<product>" first for "<words>" of sales order 1

    Examples: another length, half a name, a misspelling, a remark, accents and case
      | words                      | product                 |
      | Rose Freedom 60 cm         | Rose Freedom 50 cm      |
      | Mondial 50                 | Rose Pink Mondial 50 cm |
      | Shinmer 50                 | Rose Shimmer 50 cm      |
      | Rose Freedom 50 cm (extra) | Rose Freedom 50 cm      |
      | ROSÉ FREEDOM 50CM          | Rose Freedom 50 cm      |

  @F25 @AXR-13
  Scenario: the same name with another pack is mapped on its own
    Given Komet's catalogue is "Mini Carnation Rony"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Mini Carn Rony" in bunches of 20
    And 120 seconds pass
    And a user maps "Mini Carn Rony" of sales order 1 to "Mini Carnation Rony"
    And the vendor sells 10 boxes of "Mini Carn Rony" in bunches of 10
    And 120 seconds pass
    Then Komet takes "Mini Carn Rony" of sales order 1 for "Mini Carnation Rony"
    And Komet knows no product for "Mini Carn Rony" of sales order 2
    And the Prebook of sales order 2 is red

  @F25
  Scenario: a name that two products bear is mapped by nobody but a user
    Given Komet's catalogue is "Freedom, Freedom"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    Then Komet knows no product for "Freedom" of sales order 1
    And the Prebook of sales order 1 is red

  @AXR-13
  Scenario: a Purchase Order that stands alone, with a known code, makes its words an alias
    Given Komet's catalogue is "Rose Eskimo 60 cm"
    And the vendor is joined to the company
    When a tester with the vendor token buys 3 boxes of "Eskimo 60", by the code of "Rose Eskimo 60 cm"
    Then Komet answers with "purchaseOrderNumber"
    When the vendor sells 10 boxes of "Eskimo 60"
    And 120 seconds pass
    Then Komet takes "Eskimo 60" of sales order 1 for "Rose Eskimo 60 cm"
    And the Prebook of sales order 1 is not red

  @AXR-12
  Scenario: a Prebook of Komet's own people with words it does not know
    Given Komet's catalogue is "Rose Freedom 50 cm"
    And the vendor is joined to the company
    When sales staff make a Prebook of 4 boxes of "Freedom 50" with the vendor
    And 400 seconds pass
    Then the Prebook of Prebook 1 is red
    And "Freedom 50" of Prebook 1 is "waiting for its product"
    When a user maps "Freedom 50" of Prebook 1 to "Rose Freedom 50 cm"
    And 1200 seconds pass
    Then "Freedom 50" of Prebook 1 is "waiting for approval"
    And 4 boxes are bought for Prebook 1
    And the vendor has 1 order in all
