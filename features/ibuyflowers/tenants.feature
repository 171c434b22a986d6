Feature: Several companies and customers at once
  Connection 1 sells as the company's customer 7001, connection 2 as its customer 7002 or for
  another company of the same Komet. They share the company's stock, users and calls, or nothing.

  @F02
  Scenario Outline: two customers of one company want the last boxes
    Given the company is connected with a <token> token
    And the company is also connected with a <other> token, as its customer 7002
    And Komet has 1 box of "roses" on hand
    And Komet expects 3 boxes of "tulips"
    And the inventory was synchronised
    Then connection 1 shows 1 box of "roses"
    And connection 2 shows 1 box of "roses"
    When through connection 2 a florist buys 1 box of "roses"
    And through connection 1 a florist buys 1 box of "roses"
    And through connection 1 a florist buys 2 boxes of "tulips"
    And through connection 2 a florist buys 2 boxes of "tulips"
    And 60 seconds pass
    Then "roses" of order 2 is accepted
    And "roses" of order 1 is refused, saying "available"
    And "tulips" of order 3 is accepted
    And "tulips" of order 4 is refused, saying "available"
    And Komet has 0 boxes of "roses" left
    And Komet has 1 box of "tulips" left
    When 600 seconds pass
    Then connection 1 shows 1 box of "tulips"
    And connection 2 shows 1 box of "tulips"

    Examples: connections have their turns in the order in which they were made
      | token    | other    |
      | Customer | Customer |
      | Company  | Customer |
      | Customer | Company  |

  @F03
  Scenario: what one customer bought is not offered to the other
    Given the company is connected with a Customer token and no user's login
    And the company is also connected with a Customer token, as its customer 7002
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When through connection 1 a florist buys 2 boxes of "roses"
    And 600 seconds pass
    Then connection 1 shows 3 boxes of "roses"
    And connection 2 shows 3 boxes of "roses"

  @F14 @F15
  Scenario Outline: the same purchase of two customers, and a call of either goes wrong
    Both orders are for the same boxes, day, address and florist.

    Given the company is connected with a <token> token
    And the company is also connected with a <token> token, as its customer 7002
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the <which> "<method>" is struck by "<fault>"
    When through connection 1 a florist buys 1 box of "roses"
    And through connection 2 a florist buys 1 box of "roses"
    And 600 seconds pass
    Then order 1 is one Invoice and no Prebook with 1 box
    And order 2 is one Invoice and no Prebook with 1 box
    And orders 1 and 2 stand on 2 Invoices
    And Komet has 3 boxes of "roses" left

    Examples:
      | token    | which  | method             | fault        |
      | Customer | next   | web-order.create   | late_request |
      | Customer | next   | web-order-item.add | lost_reply   |
      | Customer | second | web-order-item.add | twice        |
      | Customer | next   | web-order.checkout | late_request |
      | Company  | next   | invoice.create     | late_request |
      | Company  | second | invoice.create     | twice        |

  @F21
  Scenario Outline: a token taken back stops its own connection and no other
    Given the company is connected with a Customer token
    And the company is also connected with a Customer token, as its customer 7002
    And another company is connected with a Company token
    And Komet has 5 boxes of "roses" on hand
    And the other company has 5 boxes of "lilies" on hand
    And the inventory was synchronised
    And the token of connection <number> is revoked
    When through connection <number> a florist buys 1 box of "<its>"
    And through connection <other> a florist buys 1 box of "<others>"
    And 1 hour passes
    Then connection <number> waits, because "has been revoked"
    And the answer for "<its>" of order 1 is ""
    And connection <other> waits for nothing
    And "<others>" of order 2 is accepted

    Examples:
      | number | its    | other | others |
      | 1      | roses  | 2     | roses  |
      | 2      | roses  | 1     | roses  |
      | 3      | lilies | 1     | roses  |
      | 1      | roses  | 3     | lilies |

  @F06 @F21 @KOM-03
  Scenario: a company whose allowance is used up holds up both its customers, and no other company
    Given it is 22:00 UTC
    And the company is connected with a Customer token
    And the company is also connected with a Customer token, as its customer 7002
    And another company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    And the other company has 5 boxes of "lilies" on hand
    And the inventory was synchronised
    And other programs of the company use up the allowance
    When through connection 1 a florist buys 1 box of "roses"
    And through connection 2 a florist buys 1 box of "roses"
    And through connection 3 a florist buys 1 box of "lilies"
    And 600 seconds pass
    Then connection 1 waits, because "daily limit"
    And connection 2 waits, because "daily limit"
    And the answer for "roses" of order 1 is ""
    And the answer for "roses" of order 2 is ""
    And "lilies" of order 3 is accepted
    And connection 3 waits for nothing
    When 3 hours pass
    Then "roses" of order 1 is accepted
    And "roses" of order 2 is accepted
    And connection 1 waits for nothing
    And connection 2 waits for nothing

  @F17
  Scenario Outline: an order nobody can place holds up neither its own connection nor another
    Given the company is connected with a Customer token
    And the company is also connected with a Customer token, as its customer 7002
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When through connection <number> a florist buys 1 box of "roses" for "<address>"
    And through connection 1 a florist buys 1 box of "roses"
    And through connection 2 a florist buys 1 box of "roses"
    And 60 seconds pass
    Then order 1 waits for a person, because of "zipcode is longer"
    And "roses" of order 2 is accepted
    And "roses" of order 3 is accepted

    Examples: Komet takes ten letters of a zip code
      | number | address                                        |
      | 1      | Poison / 1 Ivy Lane / Peoria / IL / 61602-1234-5 |
      | 2      | Poison / 1 Ivy Lane / Peoria / IL / 61602-1234-5 |

  @F22
  Scenario Outline: one door is one ship-to of each customer, in whatever spelling
    Given the company is connected with a <token> token
    And the company is also connected with a <token> token, as its customer 7002
    And Komet has 9 boxes of "roses" on hand
    And the inventory was synchronised
    When through connection 1 a florist buys 1 box of "roses" for "Flor de María / 12 Main St., Suite 4 / Peoria / IL / 61602"
    And through connection 2 a florist buys 1 box of "roses" for "FLOR DE MARIA / 12 main st suite 4 / Peoría / IL / 61602 / 555-0142"
    And 60 seconds pass
    And through connection 2 a florist buys 1 box of "roses" for "flor de maría / 12 Main St., Suite 4 / peoria / il / 61602"
    And through connection 1 a florist buys 1 box of "roses" for "Flor  de María / 12 Main St. Suite 4 / PEORIA / IL / 61602"
    And 60 seconds pass
    Then the marketplace's customer has 2 more ship-tos than before
    And "roses" of order 3 is accepted
    And "roses" of order 4 is accepted

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F18 @F19
  Scenario Outline: what one customer cancels or moves leaves the other's order alone
    Given the company is connected with a <token> token
    And the company is also connected with a <token> token, as its customer 7002
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When through connection 1 a florist buys 1 box of "roses"
    And through connection 2 a florist buys 2 boxes of "roses"
    And 120 seconds pass
    And the buyer cancels order 1
    And the card of order 2 is refused
    And 600 seconds pass
    Then order 1 is no Invoice and no Prebook with 0 boxes
    And order 2 is one Invoice and no Prebook with 2 boxes
    And "roses" of order 2 is accepted
    And Komet has 3 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F09
  Scenario: a batch of one connection that comes late changes nothing of it, nor of another's
    What was told late is told again at once, and then arrives a second time.

    Given the company is connected with a Company token
    And the company is also connected with a Company token, as its customer 7002
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the next batch of inventory is late by 400 seconds
    When somebody sells 4 boxes of "roses" over the phone
    And 310 seconds pass
    And somebody counts 3 boxes of "roses"
    And 310 seconds pass
    Then connection 1 shows 3 boxes of "roses"
    And connection 2 shows 3 boxes of "roses"
    When 100 seconds pass
    Then connection 1 shows 3 boxes of "roses"
    And connection 2 shows 3 boxes of "roses"

  @F32
  Scenario Outline: each connection hears its own orders once, around midnight, whatever the clock
    Given Komet's clock says "<moment>"
    And the engine's clock is <minutes> minutes off
    And the company is connected with a Customer token
    And another company is connected with a Company token
    And Komet has 5 boxes of "roses" on hand
    And the other company has 5 boxes of "lilies" on hand
    And the inventory was synchronised
    When through connection 1 a florist buys 1 box of "roses" to arrive on a Thursday
    And through connection 2 a florist buys 1 box of "lilies" to arrive on a Thursday
    And 1 second passes
    And through connection 2 a florist buys 2 boxes of "lilies" to arrive on a Thursday
    And through connection 1 a florist buys 2 boxes of "roses" to arrive on a Thursday
    And 180 seconds pass
    Then order 1 is one Invoice and no Prebook with 1 box
    And order 2 is one Invoice and no Prebook with 1 box
    And order 3 is one Invoice and no Prebook with 2 boxes
    And order 4 is one Invoice and no Prebook with 2 boxes
    And Komet has 2 boxes of "roses" left
    And Komet has 2 boxes of "lilies" left

    Examples: midnight in UTC, and in New York in winter and summer time
      | moment               | minutes |
      | 2026-11-23T23:59:59Z | 0       |
      | 2026-11-23T23:59:59Z | -2      |
      | 2026-11-24T04:59:59Z | 60      |
      | 2026-07-14T03:59:59Z | -300    |

  @F20 @F14
  Scenario Outline: orders that piled up while Komet could not be reached are each made once
    Given Komet's "cart_timer" is "60_minutes"
    And the company is connected with a <token> token
    And the company is also connected with a Customer token, as its customer 7002
    And Komet has 5 boxes of "roses" on hand
    And Komet has 9 boxes of "lilies" on hand
    And the inventory was synchronised
    When Komet can not be reached
    And through connection 1 a florist buys 2 boxes of "roses"
    And through connection 2 a florist buys 2 boxes of "roses"
    And through connection 1 a florist buys 3 boxes of "lilies"
    And through connection 2 a florist buys 3 boxes of "lilies"
    And through connection 1 a florist buys 3 boxes of "roses"
    And 1 hours pass
    And Komet can be reached again
    And 1200 seconds pass
    Then "roses" of order 1 is accepted
    And "lilies" of order 3 is accepted
    And "lilies" of order 4 is accepted
    And orders 3 and 4 stand on 2 Invoices
    And Komet has 3 boxes of "lilies" left

    Examples:
      | token    |
      | Customer |
      | Company  |
