Feature: The price list of the marketplace's customer, and what happens when it changes
  In Komet a customer buys by price list A or B. The shop shows the customer its own price; the
  lists that a Company token reads show both, so the engine asks once an hour which one counts.

  Scenario Outline: the marketplace sells at the price of the customer's list
    Given Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And "roses" costs 10.50 on price list A and 11.25 on price list B
    And "tulips" costs 10.50 on price list A and 11.25 on price list B
    And the marketplace's customer buys by price list <list>
    And the company is connected with a <token> token
    And the inventory was synchronised
    Then the marketplace sells "roses" at <price> a unit
    And the marketplace sells "tulips" at <price> a unit
    When a florist buys 2 boxes of "roses" and 1 box of "tulips" to arrive together
    And 120 seconds pass
    Then order 1 comes to <amount> in Komet, with a fee of <fee>
    And "roses" of order 1 is accepted
    And "tulips" of order 1 is accepted

    Examples:
      | token    | list | price | amount | fee  |
      | Customer | A    | 10.50 | 378.00 | 5.67 |
      | Company  | A    | 10.50 | 378.00 | 5.67 |
      | Customer | B    | 11.25 | 405.00 | 6.08 |
      | Company  | B    | 11.25 | 405.00 | 6.08 |

  Scenario: a Company token that may not read the customer's card sells by list A
    Given the company token may no longer call "customer.details.get"
    And Komet has 5 boxes of "roses" on hand
    And "roses" costs 10.50 on price list A and 11.25 on price list B
    And the marketplace's customer buys by price list B
    And the company is connected with a Company token
    And the inventory was synchronised
    Then the marketplace sells "roses" at 10.50 a unit

  @F27
  Scenario Outline: the customer turns to the other list after the florist has bought
    Given Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And "roses" costs 10.50 on price list A and 11.25 on price list B
    And "tulips" costs 10.50 on price list A and 11.25 on price list B
    And the company is connected with a <token> token, whose policy for prices is "<policy>"
    And the inventory was synchronised
    When a florist buys 1 box of "roses" and 1 box of "tulips" to arrive together
    And the marketplace's customer turns to price list B
    And the inventory is synchronised
    And 300 seconds pass
    Then the answer for "roses" of order 1 is "<outcome>"
    And the answer for "tulips" of order 1 is "<outcome>"
    And Komet has <left> boxes of "roses" left

    Examples: what is honoured is ordered at the price that was sold
      | token    | policy | outcome  | left |
      | Customer | honour | accepted | 4    |
      | Company  | honour | accepted | 4    |
      | Customer | refuse | refused  | 5    |
      | Company  | refuse | refused  | 5    |

  @F27
  Scenario Outline: a mark-up changes between listing and checkout
    Given Komet has 5 boxes of "roses" on hand
    And the company is connected with a Customer token, whose policy for prices is "<policy>"
    And the inventory was synchronised
    When a florist buys 1 box of "roses"
    And the marketplace's customer gets a mark-up of 4 % for E-commerce
    And the inventory is synchronised
    And 300 seconds pass
    Then the answer for "roses" of order 1 is "<outcome>"
    And the marketplace sells "roses" at 10.92 a unit
    And the story of order 1 says "<story>"

    Examples:
      | policy | outcome  | story                                                  |
      | honour | accepted | keeps its price: the price changed from 10.50 to 10.92 |
      | refuse | refused  | the price changed from 10.50 to 10.92                  |

  @F27
  Scenario Outline: within the hour florists buy at the old list, and are refused where prices must hold
    Given Komet has 5 boxes of "roses" on hand
    And "roses" costs 10.50 on price list A and 11.25 on price list B
    And the company is connected with a Company token, whose policy for prices is "<policy>"
    And the inventory was synchronised
    And the marketplace's customer buys by price list B
    When a florist buys 1 box of "roses"
    And 300 seconds pass
    Then the answer for "roses" of order 1 is "<outcome>"
    When 2 hours pass
    Then the marketplace sells "roses" at 11.25 a unit
    When a florist buys 1 box of "roses"
    And 300 seconds pass
    Then "roses" of order 2 is accepted

    Examples:
      | policy | outcome  |
      | honour | accepted |
      | refuse | refused  |

  @F05
  Scenario: asking for the list costs a call an hour
    Given the company is connected with a Company token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When 6 hours pass
    Then Komet was asked for "customer.details.get" between 6 and 8 times
