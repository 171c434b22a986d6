Feature: What the vendor's pages leave open, read either way
  Nobody published these points (docs/evidence.md). Whatever Komet turns out to do, an order of the
  vendor's is made once, leaves once, and whatever can not be done is said.

  @AXR-06 @F14
  Scenario Outline: an order is found again by whatever is read back
    Given Komet's catalogue is "Freedom"
    And Komet's "<switch>" is "<value>"
    And the vendor is joined to the company
    And the next "<method>" is struck by "<fault>"
    When the vendor sells 10 boxes of "Freedom"
    And the vendor sells 3 boxes of "Freedom"
    And 900 seconds pass
    Then sales order 1 is one Prebook and one Purchase Order with 10 boxes
    And sales order 2 is one Prebook and one Purchase Order with 3 boxes

    Examples:
      | switch            | value  | method                | fault        |
      | mark_code_echoed  | yes    | prebook.create        | twice        |
      | mark_code_echoed  | no     | prebook.create        | twice        |
      | mark_code_echoed  | no     | purchase.order.create | lost_reply   |
      | prebook_item_ids  | no     | prebook.create        | lost_reply   |
      | purchase_item_ids | no     | purchase.order.create | late_request |
      | empty_status      | 0      | prebook.create        | late_request |
      | answer_dates      | us     | prebook.create        | twice        |
      | unknown_fields    | refuse | purchase.order.create | lost_reply   |

  @AXR-12
  Scenario Outline: how Komet shows that a product is unknown
    Given Komet's catalogue is "Rose Freedom"
    And Komet's "unknown_mark" is "<value>"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Free."
    And sales staff make a Prebook of 4 boxes of "Free." with the vendor
    And 400 seconds pass
    Then "Free." of sales order 1 is "waiting for its product"
    And "Free." of Prebook 1 is "waiting for its product"
    And the Prebook of sales order 1 is red
    When a user maps "Free." of sales order 1 to "Rose Freedom"
    And 1200 seconds pass
    Then "Free." of sales order 1 is "waiting for approval"
    And "Free." of Prebook 1 is "waiting for approval"

    Examples:
      | value  |
      | prefix |
      | none   |

  @AXR-06
  Scenario Outline: whether a Vendor token is shown the lines it made
    Given Komet's catalogue is "Freedom"
    And Komet's "prebook_vendor_ship_date" is "<value>"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 600 seconds pass
    Then the vendor was given <orders> Purchase Orders in all
    And Komet was asked for "prebook.create" between 1 and 1 times
    And sales order 1 <waits>

    Examples: what can not be seen is never made twice
      | value  | orders | waits                                                       |
      | header | 1      | waits for nobody                                            |
      | unset  | 0      | waits for a person, because of "is not shown to this token" |

  @AXR-08 @F40
  Scenario Outline: how many box codes Komet takes at once
    Given Komet's catalogue is "Freedom"
    And Komet's "box_codes_most" is "<value>"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    When the vendor sells 8 boxes of "Freedom"
    And 120 seconds pass
    And the vendor labels sales order 1
    And 300 seconds pass
    Then "Freedom" of sales order 1 is "shipped"
    And Komet calls the boxes of sales order 1 as their labels do
    When the labels of sales order 1 are scanned
    Then 8 boxes of sales order 1 are received

    Examples:
      | value |
      | any   |
      | 5     |

  @AXR-08 @F14
  Scenario Outline: boxes leave once, whatever becomes of the call
    Given Komet's catalogue is "Freedom"
    And Komet's "awb_again" is "<value>"
    And the Purchase Order Workflow is "auto-approve"
    And the vendor is joined to the company
    And the next "purchase.order.items.awb.add" is struck by "<fault>"
    When the vendor sells 8 boxes of "Freedom"
    And 120 seconds pass
    And the vendor labels sales order 1
    And 900 seconds pass
    Then "Freedom" of sales order 1 is "shipped"
    And 8 boxes are on their way for sales order 1

    Examples:
      | value   | fault        |
      | refuse  | lost_reply   |
      | refuse  | late_request |
      | refuse  | twice        |
      | replace | lost_reply   |
      | replace | late_request |
      | replace | twice        |

  @AXR-10
  Scenario Outline: carriers on Purchase Orders, if the company wants them there
    Given Komet's catalogue is "Freedom"
    And Komet's "mandatory_carriers" is "<value>"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    And 400 seconds pass
    Then "Freedom" of sales order 1 is "waiting for approval"
    And "Freedom" of Prebook 1 is "waiting for approval"

    Examples:
      | value |
      | no    |
      | yes   |

  @AXR-06 @KOM-06
  Scenario Outline: no vendor sees or sets what the company's customers pay
    Given Komet's catalogue is "Freedom"
    And Komet's "allow_changing_sales_price" is "<value>"
    And the vendor is joined to the company
    When the vendor sells 10 boxes of "Freedom"
    And 120 seconds pass
    And a tester with the vendor token asks Komet for "prebook.details.list" of "date 2026-12-02"
    Then Komet answers with 1 "prebooks"
    And Komet's answer does not say "price"

    Examples:
      | value |
      | no    |
      | yes   |

  @IBF-13
  Scenario: the fee is taken of what the company's customer pays, which no vendor says
    Given Komet's catalogue is "Freedom"
    And the vendor is joined to the company
    When sales staff make a Prebook of 4 boxes of "Freedom" with the vendor
    Then Komet keeps fees of 7.92
    When the vendor sells 10 boxes of "Freedom"
    And 400 seconds pass
    Then "Freedom" of sales order 1 is "waiting for approval"
    And Komet keeps fees of 7.92

  @KOM-03
  Scenario Outline: an order over the end of the allowance's day, however the day is counted
    Given it is 23:00 UTC
    And the engine's day of the allowance ends at midnight in "<zone>"
    And Komet's catalogue is "Freedom"
    And Komet's "<switch>" is "<value>"
    And a company with 1 user
    And the vendor is joined to the company
    And other programs of the company leave 4 calls
    When the vendor sells 10 boxes of "Freedom"
    And 1800 seconds pass
    Then "Freedom" of sales order 1 is "placed"
    When <hours> hours pass
    Then "Freedom" of sales order 1 is "waiting for approval"
    And no alarm is open

    Examples:
      | switch        | value      | zone             | hours |
      | allowance_day | utc        | UTC              | 1     |
      | allowance_day | us_eastern | America/New_York | 7     |
      | allowance_day | us_eastern | UTC              | 7     |
      | allowance_day | utc        | America/New_York | 1     |
      | refused_calls | count      | UTC              | 1     |
      | refused_calls | free       | UTC              | 1     |
