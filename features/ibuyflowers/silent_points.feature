Feature: What Komet's pages leave open, read either way
  Nobody published these points and no program was seen to settle them (docs/evidence.md). Whatever
  Komet turns out to do, an order is made once, and whatever can not be done is said.

  @F14
  Scenario Outline: a lost or doubled call is settled by whatever is read back
    Given Komet's "<switch>" is "<value>"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet has 5 boxes of "lilies" on hand
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    And the next "<method>" is struck by "<fault>"
    When a florist buys 1 box of "roses" and 2 boxes of "tulips" to arrive together
    And another florist buys 1 box of "roses" and 1 box of "lilies"
    And 600 seconds pass
    Then order 1 is one Invoice and one Prebook with 3 boxes
    And order 2 is one Invoice and no Prebook with 2 boxes
    And "roses" of order 1 is accepted
    And "tulips" of order 1 is accepted
    And "lilies" of order 2 is accepted
    And Komet has 3 boxes of "roses" left
    And Komet has 3 boxes of "tulips" left

    Examples:
      | switch                   | value     | token    | method                  | fault        |
      | mark_code_echoed         | yes       | Customer | web-order-item.add      | twice        |
      | mark_code_echoed         | no        | Customer | web-order-item.add      | twice        |
      | mark_code_echoed         | yes       | Customer | web-order-item.add      | late_request |
      | mark_code_echoed         | no        | Customer | web-order-item.add      | late_request |
      | mark_code_echoed         | yes       | Company  | prebook.future.item.add | twice        |
      | mark_code_echoed         | no        | Company  | prebook.future.item.add | twice        |
      | mark_code_echoed         | yes       | Company  | prebook.future.item.add | lost_reply   |
      | mark_code_echoed         | no        | Company  | prebook.future.item.add | lost_reply   |
      | mark_code_echoed         | no        | Company  | invoice.create          | lost_reply   |
      | order_ref_echoed         | yes       | Company  | invoice.create          | lost_reply   |
      | order_ref_echoed         | no        | Company  | invoice.create          | lost_reply   |
      | order_ref_echoed         | yes       | Company  | invoice.create          | twice        |
      | order_ref_echoed         | no        | Company  | invoice.create          | twice        |
      | prebook_vendor_ship_date | unset     | Company  | prebook.create          | lost_reply   |
      | prebook_item_ids         | no        | Company  | prebook.create          | lost_reply   |
      | empty_status             | 0         | Customer | web-order-item.add      | lost_request |
      | empty_status             | 0         | Company  | invoice.create          | lost_request |
      | empty_status             | 0         | Company  | prebook.create          | lost_request |
      | answer_dates             | us        | Customer | web-order-item.add      | lost_reply   |
      | answer_dates             | us        | Company  | invoice.create          | lost_reply   |
      | invoice_money            | text      | Company  | invoice.create          | lost_reply   |
      | invoice_sharing          | own       | Customer | web-order-item.add      | lost_reply   |
      | invoice_sharing          | shared    | Customer | web-order-item.add      | lost_reply   |
      | unknown_fields           | refuse    | Customer | web-order.checkout      | lost_reply   |
      | unknown_fields           | refuse    | Company  | prebook.create          | late_request |
      | order_item_ids           | different | Company  | invoice.create          | lost_reply   |
      | web_order_numbers        | both      | Customer | web-order.checkout      | lost_reply   |
      | web_order_numbers        | none      | Customer | web-order-item.add      | twice        |

  @F14
  Scenario: when neither the reference nor the mark code is read back
    Given Komet's "order_ref_echoed" is "no"
    And Komet's "mark_code_echoed" is "no"
    And the company is connected with a Company token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the next "invoice.create" is struck by "lost_reply"
    When a florist buys 2 boxes of "roses"
    And 600 seconds pass
    Then order 1 is one Invoice and no Prebook with 2 boxes
    And "roses" of order 1 is accepted
    And Komet has 3 boxes of "roses" left

  Scenario Outline: the item's number in an invoice may be another than in the list
    Given Komet's "order_item_ids" is "<value>"
    And the company is connected with a Company token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 60 seconds pass
    Then "roses" of order 1 is accepted
    And Komet has 3 boxes of "roses" left
    And Komet was asked for "inventory.list" between <least> and <most> times

    Examples:
      | value     | least | most |
      | same      | 0     | 0    |
      | different | 1     | 2    |

  @F16
  Scenario Outline: an invoice with one bad line, and what Komet makes of the others
    Given Komet's "bad_invoice_line" is "<value>"
    And the company is connected with a Company token
    And Komet has 1 box of "roses" on hand
    And Komet has 5 boxes of "lilies" on hand
    And the inventory was synchronised
    When somebody sells 1 box of "roses" over the phone
    And a florist buys 1 box of "roses" and 2 boxes of "lilies"
    And 600 seconds pass
    Then the answer for "roses" of order 1 is "refused"
    And "lilies" of order 1 is accepted
    And order 1 is one Invoice and no Prebook with 2 boxes
    And Komet was asked for "invoice.create" between <calls> and <calls> times

    Examples: with "nothing" the rest is sent again, with "rest" it stands already
      | value   | calls |
      | nothing | 2     |
      | rest    | 1     |

  Scenario Outline: the ship-to of a florist, where a Customer token may not reach it
    Given Komet's "customer_token_ship_to" is "<value>"
    And the company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 600 seconds pass
    Then order 1 <waits>
    And Komet has <left> boxes of "roses" left
    When Komet's "customer_token_ship_to" becomes "yes"
    And the operator retries order 1
    And 600 seconds pass
    Then order 1 waits for nobody
    And "roses" of order 1 is accepted
    And the marketplace's customer has 1 more ship-tos than before

    Examples:
      | value | waits                                    | left |
      | yes   | waits for nobody                         | 3    |
      | no    | waits for a person, because of "ship-to" | 5    |

  @IBF-13
  Scenario Outline: who may check a web order out
    Given Komet's "checkout_tokens" is "<value>"
    And the company is connected with a Customer token that checks out by itself
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 600 seconds pass
    Then the answer for "roses" of order 1 is "<outcome>"
    And Komet keeps fees of <fees>

    Examples:
      | value             | outcome  | fees |
      | user              |          | 0    |
      | user_and_customer | accepted | 3.78 |

  @IBF-13
  Scenario: without a user's login an order waits for its checkout in Komet
    Given the company is connected with a Customer token and no user's login
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 600 seconds pass
    Then the answer for "roses" of order 1 is ""
    And Komet has 3 boxes of "roses" left
    And Komet keeps fees of 0
    When a sales rep checks the waiting web orders out
    And 600 seconds pass
    Then "roses" of order 1 is accepted
    And Komet keeps fees of 3.78

  @F18
  Scenario: a checked-out web order that Komet gives back
    Given Komet's "delete_checked_out" is "until_confirmed"
    And the company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 120 seconds pass
    And the buyer cancels order 1
    And 600 seconds pass
    Then order 1 waits for nobody
    And the answer for "roses" of order 1 is "released"
    And Komet has 5 boxes of "roses" left

  @F18
  Scenario: a checked-out web order that Komet does not give back
    Given Komet's "delete_checked_out" is "never"
    And the company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 120 seconds pass
    And the buyer cancels order 1
    And 600 seconds pass
    Then order 1 waits for a person, because of "has been checked out"
    And Komet has 3 boxes of "roses" left
    When a sales rep voids the Invoice of order 1
    And the operator retries order 1
    And 600 seconds pass
    Then order 1 waits for nobody
    And the answer for "roses" of order 1 is "released"
    And Komet has 5 boxes of "roses" left

  @F18
  Scenario Outline: a company whose orders are confirmed at their checkout
    Given Komet's "autoconfirm" is "<value>"
    And the company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 120 seconds pass
    Then "roses" of order 1 is accepted
    When the buyer cancels order 1
    And 600 seconds pass
    Then order 1 <waits>
    And Komet has <left> boxes of "roses" left

    Examples:
      | value | waits                                      | left |
      | no    | waits for nobody                           | 5    |
      | yes   | waits for a person, because of "confirmed" | 3    |

  @F04
  Scenario Outline: an order nobody checks out, and the timer of the shop's carts
    Given Komet's "cart_timer" is "<value>"
    And the company is connected with a Customer token and no user's login
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 2 hours pass
    Then the answer for "roses" of order 1 is "<outcome>"
    And Komet has <left> boxes of "roses" left
    And the marketplace shows <left> boxes of "roses"

    Examples:
      | value      | outcome | left |
      | off        |         | 3    |
      | 60_minutes | refused | 5    |

  @F15 @F18
  Scenario Outline: two orders of one day that share an Invoice or have their own
    Given Komet's "invoice_sharing" is "<value>"
    And the company is connected with a Customer token and no user's login
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 1 box of "roses"
    And a florist buys 2 boxes of "roses"
    And 120 seconds pass
    Then orders 1 and 2 stand on <invoices> Invoices
    When a sales rep checks the waiting web orders out
    And 600 seconds pass
    And the buyer cancels order 1
    And 600 seconds pass
    Then order 1 is no Invoice and no Prebook with 0 boxes
    And order 2 is one Invoice and no Prebook with 2 boxes
    And "roses" of order 2 is accepted
    And Komet has 3 boxes of "roses" left

    Examples:
      | value  | invoices |
      | own    | 2        |
      | shared | 1        |

  @F16
  Scenario Outline: a line for a web order that was checked out meanwhile
    Given Komet's "add_to_checked_out" is "<value>"
    And the company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    And Komet has 5 boxes of "lilies" on hand
    And the inventory was synchronised
    And the second "web-order-item.add" is struck by "lost_request"
    When a florist buys 1 box of "roses" and 1 box of "lilies"
    And 60 seconds pass
    And a sales rep checks the waiting web orders out
    And 600 seconds pass
    Then "roses" of order 1 is accepted
    And the answer for "lilies" of order 1 is "refused"
    And order 1 is one Invoice and no Prebook with 1 box
    And Komet has 5 boxes of "lilies" left

    Examples:
      | value     |
      | refuse    |
      | new_order |

  @IBF-13
  Scenario Outline: the fee where the marketplace stands as an internal customer
    Given Komet's "internal_fee" is "<value>"
    And the company is connected with a Company token, as its customer 7003
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 60 seconds pass
    Then "roses" of order 1 is accepted
    And Komet keeps fees of <fees>

    Examples:
      | value   | fees |
      | exempt  | 0    |
      | charged | 3.78 |

  @IBF-13 @F18
  Scenario Outline: the fee of an order that was cancelled
    Given Komet's "fee_on_cancel" is "<value>"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses" and 1 box of "tulips" to arrive together
    And 120 seconds pass
    Then Komet keeps fees of 5.67
    When the buyer cancels order 1
    And 600 seconds pass
    Then order 1 is no Invoice and no Prebook with 0 boxes
    And Komet keeps fees of <fees>

    Examples:
      | token    | value | fees |
      | Customer | back  | 0    |
      | Customer | kept  | 5.67 |
      | Company  | back  | 0    |
      | Company  | kept  | 5.67 |

  @IBF-13 @F19
  Scenario Outline: the fee of an order that moved
    Given Komet's clock says "2026-11-24T14:00:00Z"
    And Komet's "fee_on_cancel" is "<value>"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses" and 1 box of "tulips" to arrive together
    And 120 seconds pass
    And the card of order 1 is refused
    And 600 seconds pass
    Then order 1 is one Invoice and one Prebook with 3 boxes
    And the fee of order 1 is 1.5 % of 3 boxes of "roses"
    And Komet keeps fees of <fees>

    Examples: where fees are kept, what was taken back and made anew is paid twice
      | token    | value | fees  |
      | Customer | back  | 5.67  |
      | Customer | kept  | 11.34 |
      | Company  | back  | 5.67  |
      | Company  | kept  | 9.45  |

  @F31
  Scenario Outline: days and amounts in the forms that were seen in answers
    Given Komet's "<switch>" is "<value>"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    When a florist wants 1 box of "tulips" on a Thursday
    Then the marketplace says "can not arrive on"
    When a florist buys 2 boxes of "roses" and 1 box of "tulips" to arrive together
    And 600 seconds pass
    Then order 1 comes to 378.00 in Komet, with a fee of 5.67
    And "roses" of order 1 is accepted
    And "tulips" of order 1 is accepted

    Examples:
      | switch        | value  | token    |
      | answer_dates  | iso    | Customer |
      | answer_dates  | us     | Customer |
      | answer_dates  | iso    | Company  |
      | answer_dates  | us     | Company  |
      | invoice_money | number | Company  |
      | invoice_money | text   | Company  |

  @IBF-03 @F06
  Scenario Outline: how many rows a page has, and what a complete reading costs
    Given a company with 100 lines of inventory
    And Komet's "page_rows" is "<value>"
    And the company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When somebody sells 2 boxes of "roses" over the phone
    And the inventory is synchronised
    Then the marketplace shows 3 boxes of "roses"
    And Komet was asked for "ecommerce/inventory.list" between <least> and <most> times

    Examples: two lists, what is for everybody and what is reserved
      | value | least | most |
      | 1000  | 4     | 4    |
      | 30    | 8     | 10   |

  Scenario Outline: the number that people find an order by
    Given Komet's "web_order_numbers" is "<value>"
    And the company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 60 seconds pass
    Then "roses" of order 1 is accepted
    And the marketplace was told the number of the <kind> for "roses" of order 1

    Examples:
      | value   | kind      |
      | invoice | web order |
      | both    | web order |
      | none    | web order |
