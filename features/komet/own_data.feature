Feature: A company's own data
  Whoever brings the files of a company sells what stands in them, to its own customers.

  @IBF-03 @IBF-04 @IBF-05
  Scenario Outline: what a company brought is shown, sold and booked
    Given the company brought its own files in "own_company"
    And the company is connected with a <kind> token
    And the inventory was synchronised
    Then the marketplace shows 12 boxes of "RF50"
    And the marketplace shows 30 boxes of "TSG"
    When a florist buys 2 boxes of "RF50" and 3 boxes of "TSG"
    And 120 seconds pass
    Then Komet has 10 boxes of "RF50" left
    And Komet has 27 boxes of "TSG" left

    Examples:
      | kind     |
      | Customer |
      | Company  |

  @KOM-02
  Scenario: its customers are those of its file, and the marketplace
    Given the company brought its own files in "own_company"
    When a tester with the company token asks Komet for "customer.list" of "code petals"
    Then Komet lists "Petals of Albany"
    When a tester with the company token asks Komet for "customer.list" of "code ibf"
    Then Komet lists "iBuyFlowers"
    And Komet has 12 boxes of "RF50" left
