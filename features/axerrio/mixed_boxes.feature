Feature: Mixed and assorted boxes
  A mixed box has several products with a cost each; an assorted one has several lengths or colours
  under one name and one cost. Either is one box, whatever is in it.

  @AXR-06 @F30
  Scenario: mixed boxes are bought on an order of their own, and each is one box
    Given Komet's catalogue is "Freedom, Mondial, Mixed Roses"
    And the vendor is joined to the company
    When the vendor sells 2 mixed boxes of "Freedom" and "Mondial" and 10 boxes of "Mondial"
    And 600 seconds pass
    Then sales order 1 is one Prebook and 2 Purchase Orders with 12 boxes
    When procurement approves sales order 1
    And 600 seconds pass
    And the vendor labels sales order 1
    And 120 seconds pass
    Then "Freedom" of sales order 1 is "shipped"
    And sales order 1 has 12 labels
    And 12 boxes are on their way for sales order 1
    When the labels of sales order 1 are scanned
    Then 12 boxes of sales order 1 are received

  @AXR-06 @F30
  Scenario: assorted boxes are bought like solid ones
    Given Komet's catalogue is "Assorted Roses"
    And the vendor is joined to the company
    When the vendor sells 4 assorted boxes of "Assorted Roses", "Freedom 40" and "Freedom 60"
    And 120 seconds pass
    Then sales order 1 is one Prebook and one Purchase Order with 4 boxes
    And "Assorted Roses" of sales order 1 is "waiting for approval"
    When procurement approves sales order 1
    And 600 seconds pass
    And the vendor labels sales order 1
    And 120 seconds pass
    Then 4 boxes are on their way for sales order 1

  @AXR-12 @F30
  Scenario: mixed boxes wait until all that is in them is mapped, the others do not
    Given Komet's catalogue is "Rose Freedom, Rose Mondial, Quicksand"
    And the vendor is joined to the company
    When the vendor sells 2 mixed boxes of "Free." and "Mond." and 3 boxes of "Quicksand"
    And 600 seconds pass
    Then "Free." of sales order 1 is "waiting for its product"
    And "Quicksand" of sales order 1 is "waiting for approval"
    And sales order 1 is one Prebook and one Purchase Order with 3 boxes
    When a user maps "Free." of sales order 1 to "Rose Freedom"
    And 1200 seconds pass
    Then "Free." of sales order 1 is "waiting for its product"
    When the vendor sells 1 box of "Mond."
    And 120 seconds pass
    And a user maps "Mond." of sales order 2 to "Rose Mondial"
    And 1200 seconds pass
    Then "Free." of sales order 1 is "waiting for approval"
    And sales order 1 is one Prebook and 2 Purchase Orders with 5 boxes

  @AXR-12 @F30
  Scenario: Komet adds no unknown product to a mixed order
    Given Komet's catalogue is "Rose Freedom"
    And the vendor is joined to the company
    When a tester with the vendor token buys 2 mixed boxes of "Free." and "Mond."
    Then Komet says "UNKNOWN products were not added."
    And the vendor was given 0 Purchase Orders in all
    When a user maps the vendor's words "Free." to "Rose Freedom"
    And the vendor sells 3 boxes of "Free."
    And 120 seconds pass
    Then Komet takes "Free." of sales order 1 for "Rose Freedom"

  @F30 @F14
  Scenario Outline: mixed boxes are bought once, whatever becomes of the call
    Given Komet's catalogue is "Freedom, Mondial"
    And Komet's "mark_code_echoed" is "<echoed>"
    And the vendor is joined to the company
    And the next "purchase.order.mixed.create" is struck by "<fault>"
    When the vendor sells 2 mixed boxes of "Freedom" and "Mondial"
    And 900 seconds pass
    Then sales order 1 is one Prebook and one Purchase Order with 2 boxes
    And "Freedom" of sales order 1 is "waiting for approval"

    Examples:
      | fault        | echoed |
      | lost_reply   | yes    |
      | late_request | yes    |
      | twice        | yes    |
      | lost_reply   | no     |
      | late_request | no     |
      | twice        | no     |

  @F30 @F36
  Scenario: one of two mixed boxes leaves, the other one later
    Given Komet's catalogue is "Freedom, Mondial"
    And the vendor is joined to the company
    When the vendor sells 2 mixed boxes of "Freedom" and "Mondial"
    And 600 seconds pass
    And procurement approves sales order 1
    And 600 seconds pass
    And only 1 boxes of sales order 1 are labelled
    And 120 seconds pass
    Then "Freedom" of sales order 1 is "shipped and approved"
    When the vendor labels sales order 1
    And 120 seconds pass
    Then 2 boxes are on their way for sales order 1
