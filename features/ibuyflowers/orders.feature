Feature: Every checkout becomes exactly one Invoice or Prebook per group
  What is on hand becomes an Invoice, what is to come a Prebook; both cost the fee of 1.5 %, once.

  @IBF-04 @IBF-13
  Scenario Outline: boxes on hand become one Invoice
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 60 seconds pass
    Then order 1 is one Invoice and no Prebook with 2 boxes
    And "roses" of order 1 is accepted
    And the fee of order 1 is 1.5 % of 2 boxes of "roses"
    And Komet has 3 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-05 @IBF-13
  Scenario Outline: boxes to come become one Prebook
    Given the company is connected with a <token> token
    And Komet expects 8 boxes of "tulips"
    And the inventory was synchronised
    When a florist buys 3 boxes of "tulips"
    And 60 seconds pass
    Then order 1 is no Invoice and one Prebook with 3 boxes
    And "tulips" of order 1 is accepted
    And the fee of order 1 is 1.5 % of 3 boxes of "tulips"

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-04 @IBF-05
  Scenario Outline: an order of both becomes one of each
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 8 boxes of "tulips"
    And the inventory was synchronised
    When a florist buys 1 box of "roses" and 2 boxes of "tulips" to arrive together
    And 60 seconds pass
    Then order 1 is one Invoice and one Prebook with 3 boxes

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-06 @F01
  Scenario Outline: the last box was sold in Komet a minute before
    Given the company is connected with a <token> token
    And Komet has 1 box of "roses" on hand
    And Komet has 4 boxes of "lilies" on hand
    And the inventory was synchronised
    When somebody sells 1 box of "roses" over the phone
    And a florist buys 1 box of "roses" and 1 box of "lilies"
    And 60 seconds pass
    Then "roses" of order 1 is refused, saying "available"
    And "lilies" of order 1 is accepted
    And the marketplace shows 0 boxes of "roses"
    And order 1 is one Invoice and no Prebook with 1 box

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F02
  Scenario: two florists and a salesperson want the last boxes
    Given the company is connected with a Customer token
    And Komet has 2 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 1 box of "roses"
    And a florist buys 1 box of "roses"
    And somebody sells 1 box of "roses" over the phone
    And 60 seconds pass
    Then "roses" of order 1 is accepted
    And "roses" of order 2 is refused, saying "available"
    And Komet has 0 boxes of "roses" left

  @F15
  Scenario Outline: checkouts of one customer at the same time stay orders of their own
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet has 5 boxes of "lilies" on hand
    And the inventory was synchronised
    And the next "<method>" is struck by "<fault>"
    When a florist buys 1 box of "roses" and 1 box of "lilies"
    And <who> florist buys 1 box of "roses" and 1 box of "lilies"
    And 600 seconds pass
    Then order 1 is one Invoice and no Prebook with 2 boxes
    And order 2 is one Invoice and no Prebook with 2 boxes
    And orders 1 and 2 stand on 2 Invoices

    Examples:
      | token    | who     | method             | fault        |
      | Customer | a       | web-order-item.add | slow         |
      | Customer | a       | web-order.create   | lost_reply   |
      | Customer | a       | web-order-item.add | late_request |
      | Customer | another | web-order-item.add | slow         |
      | Customer | another | web-order-item.add | twice        |
      | Company  | a       | invoice.create     | late_request |
      | Company  | another | invoice.create     | twice        |

  @F15
  Scenario Outline: another program's line in our web order is not checked out by us
    Komet adds a line that names no web order to a pending one of the same customer, day, carrier
    and address, or to an empty one.

    Given the company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    And Komet has 5 boxes of "lilies" on hand
    And the inventory was synchronised
    And the next "<method>" is struck by "lost_request"
    When a florist buys 2 boxes of "roses"
    And a florist buys 1 box of "roses"
    And 60 seconds pass
    And another program of the customer orders 1 box of "lilies" for the day and address of order 1
    And 600 seconds pass
    Then order 1 waits for a person, because of "a line that is not ours"
    And the answer for "roses" of order 1 is ""
    And "roses" of order 2 is accepted
    And Komet has 4 boxes of "lilies" left
    When a sales rep takes the other program's line out again
    And the operator retries order 1
    And 120 seconds pass
    Then order 1 is one Invoice and no Prebook with 2 boxes
    And "roses" of order 1 is accepted
    And order 1 waits for nobody
    And Komet has 5 boxes of "lilies" left

    Examples: before the checkout, and before the first line
      | method             |
      | web-order.checkout |
      | web-order-item.add |

  @F15
  Scenario: our order is not put into another program's
    Given the company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    And Komet has 5 boxes of "lilies" on hand
    And the inventory was synchronised
    When a florist buys 1 box of "roses"
    And 60 seconds pass
    And another program of the customer orders 1 box of "lilies" for the day and address of order 1
    And a florist buys 2 boxes of "roses"
    And 60 seconds pass
    Then order 1 is one Invoice and no Prebook with 1 box
    And order 2 is one Invoice and no Prebook with 2 boxes
    And orders 1 and 2 stand on 2 Invoices
    When the buyer cancels order 2
    And 300 seconds pass
    Then Komet has 4 boxes of "lilies" left
    And Komet has 4 boxes of "roses" left

  @F14
  Scenario Outline: an answer is lost, the order is not made twice
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    And the next "<method>" is struck by "<fault>"
    When a florist buys 1 box of "roses" and 2 boxes of "tulips" to arrive together
    And 600 seconds pass
    Then order 1 is one Invoice and one Prebook with 3 boxes
    And "roses" of order 1 is accepted
    And "tulips" of order 1 is accepted
    And Komet has 4 boxes of "roses" left

    Examples:
      | token    | method                  | fault        |
      | Customer | web-order.create        | lost_reply   |
      | Customer | web-order-item.add      | lost_reply   |
      | Customer | web-order-item.add      | late_request |
      | Customer | web-order-item.add      | twice        |
      | Customer | web-order.checkout      | lost_reply   |
      | Company  | invoice.create          | lost_reply   |
      | Company  | invoice.create          | late_request |
      | Company  | invoice.create          | twice        |
      | Company  | prebook.create          | lost_reply   |
      | Company  | prebook.create          | twice        |
      | Company  | prebook.future.item.add | lost_reply   |
      | Company  | prebook.future.item.add | late_request |
      | Company  | prebook.future.item.add | twice        |

  @F14
  Scenario Outline: what is lost or late is looked for, not sent again
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the next "<method>" is struck by "<fault>"
    When a florist buys 1 box of "roses"
    And 600 seconds pass
    Then "roses" of order 1 is accepted
    And Komet was asked for "<method>" between <times> and <times> times

    Examples: the journal counts the silence, and the call that was carried out
      | token    | method             | fault        | times |
      | Customer | web-order-item.add | lost_reply   | 2     |
      | Company  | invoice.create     | lost_reply   | 2     |
      | Customer | web-order-item.add | late_request | 2     |
      | Company  | invoice.create     | late_request | 2     |

  @F17
  Scenario Outline: one order that can not be placed does not hold up the others
    The second order goes to a new address, which Komet does not take; the third to one it knows.

    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 1 box of "roses"
    And 60 seconds pass
    Then "roses" of order 1 is accepted
    Given the <label> token may no longer call "customer.shipto.add"
    When a florist buys 1 box of "roses" for "Flores Peoria / 12 Main St. / Peoria / IL / 61602"
    And a florist buys 1 box of "roses"
    And 60 seconds pass
    Then order 2 waits for a person, because of "customer.shipto.add"
    And the answer for "roses" of order 2 is ""
    And "roses" of order 3 is accepted
    When the <label> token may call "customer.shipto.add" again
    And the operator retries order 2
    And 60 seconds pass
    Then "roses" of order 2 is accepted
    And order 2 waits for nobody

    Examples:
      | token    | label    |
      | Customer | customer |
      | Company  | company  |
