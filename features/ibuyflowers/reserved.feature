Feature: What is reserved for one customer is for that customer alone
  In Komet a line of inventory can be reserved for a customer: the shop shows it apart, and a line
  of an order must say that reserved boxes are meant. Customer 7001 is the marketplace's first
  customer, 7002 another one of the same company.

  @F11 @IBF-03
  Scenario Outline: boxes kept for the marketplace are shown, and sold as reserved
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 4 boxes of "tulips"
    And "roses" is reserved for customer 7001
    And "tulips" is reserved for customer 7001
    And the inventory was synchronised
    Then the marketplace shows 5 boxes of "roses"
    And the marketplace shows 4 boxes of "tulips"
    When a florist buys 2 boxes of "roses" and 1 box of "tulips" to arrive together
    And 120 seconds pass
    Then order 1 is one Invoice and one Prebook with 3 boxes
    And "roses" of order 1 is accepted
    And "tulips" of order 1 is accepted
    And Komet has 3 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F11
  Scenario Outline: each connection shows and sells only what is kept for its own customer
    Given the company is connected with a <token> token
    And the company is also connected with a <other> token, as its customer 7002
    And Komet has 5 boxes of "roses" on hand
    And Komet has 4 boxes of "lilies" on hand
    And Komet has 3 boxes of "asters" on hand
    And "roses" is reserved for customer 7001
    And "lilies" is reserved for customer 7002
    And the inventory was synchronised
    Then connection 1 shows 5 boxes of "roses"
    And connection 1 shows 0 boxes of "lilies"
    And connection 1 shows 3 boxes of "asters"
    And connection 2 shows 0 boxes of "roses"
    And connection 2 shows 4 boxes of "lilies"
    And connection 2 shows 3 boxes of "asters"
    When through connection 2 a florist buys 1 box of "lilies"
    And through connection 1 a florist buys 1 box of "roses"
    And 120 seconds pass
    Then "lilies" of order 1 is accepted
    And "roses" of order 2 is accepted
    And orders 1 and 2 stand on 2 Invoices

    Examples:
      | token    | other    |
      | Customer | Customer |
      | Company  | Customer |
      | Company  | Company  |

  @F11 @F01
  Scenario Outline: boxes given to somebody else between listing and checkout are refused
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 4 boxes of "tulips"
    And the inventory was synchronised
    When somebody reserves "roses" for customer 7002
    And somebody reserves "tulips" for customer 7002
    And a florist buys 2 boxes of "roses" and 1 box of "tulips" to arrive together
    And 60 seconds pass
    Then "roses" of order 1 is refused, saying "is reserved otherwise"
    And "tulips" of order 1 is refused, saying "is reserved otherwise"
    And Komet has 5 boxes of "roses" left
    When 600 seconds pass
    Then the marketplace shows 0 boxes of "roses"
    And the marketplace shows 0 boxes of "tulips"

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F11
  Scenario Outline: boxes that are opened to all, or kept for us, after they were shown
    The engine need not know whether a line is still reserved when it sells it.

    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet has 5 boxes of "lilies" on hand
    And "roses" is reserved for customer 7001
    And the inventory was synchronised
    When somebody opens "roses" to all customers
    And somebody reserves "lilies" for customer 7001
    And a florist buys 1 box of "roses" and 1 box of "lilies"
    And 60 seconds pass
    Then order 1 is one Invoice and no Prebook with 2 boxes
    When 600 seconds pass
    Then the marketplace shows 4 boxes of "roses"
    And the marketplace shows 4 boxes of "lilies"

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F11 @F14
  Scenario Outline: a reserved line whose answer is lost is sold once
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And "roses" is reserved for customer 7001
    And the inventory was synchronised
    And the <which> "<method>" is struck by "<fault>"
    When a florist buys 2 boxes of "roses"
    And 600 seconds pass
    Then order 1 is one Invoice and no Prebook with 2 boxes
    And Komet has 3 boxes of "roses" left

    Examples: with a Customer token the first call is refused, the second says what is meant
      | token    | which  | method             | fault        |
      | Customer | next   | web-order-item.add | lost_reply   |
      | Customer | second | web-order-item.add | lost_reply   |
      | Customer | second | web-order-item.add | late_request |
      | Customer | second | web-order-item.add | twice        |
      | Company  | next   | invoice.create     | lost_reply   |
