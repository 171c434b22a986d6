Feature: Boxes for the open market become stock, and florists buy them
  What procurement orders for nobody in particular is future sales as soon as the farm confirms it,
  and stock on hand as soon as it is scanned in.

  @IBF-01 @AXR-08
  Scenario Outline: received boxes sell on the marketplace in the next cycle
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the company is connected with a <token> token
    And procurement ordered 5 boxes of "Freedom" for the open market
    When the inventory is synchronised
    Then the marketplace shows 5 boxes of "Freedom"
    When the open market's boxes of "Freedom" leave the farm
    And the warehouse takes in 3 of the open market's boxes of "Freedom", called "arrived"
    And 610 seconds pass
    Then the marketplace shows 2 boxes of "Freedom"
    And the marketplace shows 3 boxes of "arrived"
    When a florist buys 2 boxes of "arrived"
    And 120 seconds pass
    Then order 1 is one Invoice and no Prebook with 2 boxes
    And Komet has 1 box of "arrived" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-05 @F03
  Scenario Outline: boxes bought while they were to come are not stock when they come
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the company is connected with a <token> token
    And procurement ordered 3 boxes of "Freedom" for the open market
    And the inventory was synchronised
    When a florist buys 2 boxes of "Freedom"
    And 120 seconds pass
    Then order 1 is no Invoice and one Prebook with 2 boxes
    When the open market's boxes of "Freedom" leave the farm
    And the warehouse takes in 3 of the open market's boxes of "Freedom", called "arrived"
    And 610 seconds pass
    Then the marketplace shows 1 box of "arrived"
    And Komet has 0 boxes of "Freedom" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-06 @F12
  Scenario Outline: boxes that came in between listing and checkout are refused in words, and stay in stock
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the company is connected with a <token> token
    And procurement ordered 3 boxes of "Freedom" for the open market
    And the inventory was synchronised
    When the open market's boxes of "Freedom" leave the farm
    And the warehouse takes in 3 of the open market's boxes of "Freedom", called "arrived"
    And a florist buys 2 boxes of "Freedom"
    And 120 seconds pass
    Then "Freedom" of order 1 is refused, saying "boxes"
    And Komet has 3 boxes of "arrived" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F36
  Scenario: a farm that sends fewer reaches the florist who bought them
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    And the company is connected with a Company token
    And procurement ordered 5 boxes of "Freedom" for the open market
    And the inventory was synchronised
    When a florist buys 4 boxes of "Freedom"
    And 120 seconds pass
    Then "Freedom" of order 1 is accepted
    When sales staff leave the florist of order 1 only 3 boxes
    And 4200 seconds pass
    Then the answer for "Freedom" of order 1 is "short"
    And order 1 is no Invoice and one Prebook with 3 boxes
