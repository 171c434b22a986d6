Feature: What Komet's pages leave open, as a tester finds it out
  Each of these points has a default and an alternative (docs/evidence.md); a sandbox would settle
  them.

  Scenario Outline: a field nobody published
    Given Komet's "unknown_fields" is "<value>"
    When a tester with the company token asks Komet for "boxtype.list" of "colour red", which it does not know
    Then Komet <answers>

    Examples:
      | value  | answers                                        |
      | accept | answers with "boxtypes"                        |
      | refuse | refuses with "The field colour does not exist" |

  @KOM-03
  Scenario Outline: whether a refused call counts
    Given Komet's "refused_calls" is "<value>"
    And a company with 1 user
    And 999 calls were made today
    When a tester asks Komet for "inventory.openmarket.list" with the customer token
    Then Komet refuses with "not available for Customer tokens"
    When a tester asks Komet for "boxtype.list" with the company token
    Then Komet <answers>

    Examples:
      | value | answers                        |
      | count | refuses with "The daily limit" |
      | free  | answers with "boxtypes"        |

  Scenario Outline: the status of an empty answer
    Given Komet's "empty_status" is "<value>"
    When a tester with the company token asks Komet for "boxtype.list" of "code XX"
    Then Komet <answers>

    Examples:
      | value | answers                           |
      | 1     | answers with 0 "boxtypes"         |
      | 0     | refuses with "Boxtype not found." |

  @KOM-06
  Scenario Outline: who checks out
    Given Komet's "checkout_tokens" is "<value>"
    When a tester with the customer token asks Komet for "web-order.checkout" of "customerId 7001, webOrderId 1, x_account 12345"
    Then Komet refuses with "<sentence>"

    Examples: there is no such web order, which only those who may check out are told
      | value             | sentence                          |
      | user              | not available for Customer tokens |
      | user_and_customer | The web order 1 does not exist    |

  @KOM-06
  Scenario Outline: whether a Customer token reaches ship-tos
    Given Komet's "customer_token_ship_to" is "<value>"
    When a tester with the customer token asks Komet for "customer.shipto.list" of "customerId 7001"
    Then Komet <answers>

    Examples:
      | value | answers                                          |
      | yes   | answers with "shiptos"                           |
      | no    | refuses with "not available for Customer tokens" |

  Scenario Outline: what a day asked for leaves out of the shop
    Given Komet's "available_date" is "<value>"
    And everything is taken off sale
    And Komet expects 5 boxes of "tulips"
    When a tester with the customer token asks Komet for "ecommerce/inventory.list" of "customerId 7001, availableDate 2026-12-02, x_account 12345"
    Then Komet answers with <rows> "products"

    Examples: the tulips are future stock and can leave on that day
      | value       | rows |
      | open_market | 0    |
      | all_origins | 1    |

  Scenario Outline: what a vendor sees of a Prebook that names no day for the vendor
    Given Komet's "prebook_vendor_ship_date" is "<value>"
    When a tester makes a Prebook of one line with the company token
    And a tester with the vendor token asks Komet for "prebook.details.list" of "customerId 7001, date 2026-11-30"
    Then Komet answers with <prebooks> "prebooks"

    Examples:
      | value  | prebooks |
      | header | 1        |
      | unset  | 0        |

  Scenario Outline: whether a Prebook's answer names its items
    Given Komet's "prebook_item_ids" is "<value>"
    When a tester makes a Prebook of one line with the company token
    Then Komet answers with <items> "prebookItems"

    Examples:
      | value | items |
      | yes   | 1     |
      | no    | 0     |
