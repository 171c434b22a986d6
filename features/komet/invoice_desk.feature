Feature: Other programs of the company make Invoices and mend them
  What they take is gone from the marketplace, what they give back is there again. A draft costs
  nothing yet; once it waits for approval, each line that joins costs the fee at once.

  Background:
    Given the company is connected with a Customer token
    And Komet has 10 boxes of "roses" at 10.00 a Bunch, 12 bunches of 25 stems
    And Komet has 8 boxes of "lilies" at 5.00 a Bunch, 10 bunches of 10 stems
    And the inventory was synchronised

  @IBF-13 @F01 @F28
  Scenario: a draft is filled, checked out and confirmed
    When a program makes a draft Invoice of 2 boxes of "roses" at 10.00
    And the program adds 3 boxes of "lilies" at 5.00
    And the inventory is synchronised
    Then the Invoice is "Draft" with 5 boxes
    And the fee of the Invoice is 0
    And the marketplace shows 8 boxes of "roses"
    And the marketplace shows 5 boxes of "lilies"
    When the program checks the Invoice out
    Then the Invoice is "Pending Approval" with 5 boxes
    And the fee of the Invoice is 5.85
    When the program adds 1 box of "lilies" at 5.00
    Then the fee of the Invoice is 6.60
    When the program confirms the Invoice
    Then the Invoice is "Confirmed" with 6 boxes

  @F01
  Scenario: what is taken off an Invoice can be bought again
    When a program makes an Invoice of 9 boxes of "roses" at 10.00
    And the program adds 7 boxes of "lilies" at 5.00
    And the inventory is synchronised
    Then the marketplace shows 1 box of "roses"
    When the program takes "roses" off the Invoice
    And the inventory is synchronised
    Then the marketplace shows 10 boxes of "roses"
    And the marketplace shows 1 box of "lilies"
    When the program takes "lilies" off the Invoice
    Then the Invoice is "Pending Approval" with 0 boxes
    And the fee of the Invoice is 0
    When a florist buys 10 boxes of "roses"
    And 300 seconds pass
    Then "roses" of order 1 is accepted

  @F01
  Scenario: a program and a florist want the same boxes
    When a florist buys 4 boxes of "lilies"
    And 300 seconds pass
    And a program makes an Invoice of 1 box of "roses" at 10.00
    And the program adds 5 boxes of "lilies" at 5.00
    Then Komet refuses with "has 4 boxes available, 5 were requested"
    And nothing has changed in Komet
    And the Invoice is "Pending Approval" with 1 box

  @F18
  Scenario: what is confirmed is changed by no program any more
    When a program makes an Invoice of 2 boxes of "roses" at 10.00
    And the program checks the Invoice out
    Then Komet refuses with "is checked out and cannot be checked out"
    When the program confirms the Invoice
    And the program adds 1 box of "lilies" at 5.00
    Then Komet refuses with "is confirmed and cannot be changed"
    When the program takes "roses" off the Invoice
    Then Komet refuses with "is confirmed and cannot be changed"
    And nothing has changed in Komet
    And the Invoice is "Confirmed" with 2 boxes
