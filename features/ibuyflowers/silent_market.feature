Feature: What the marketplace's help pages leave open, read either way

  @IBF-06
  Scenario Outline: what was not confirmed lately
    Given the marketplace's "stale_buyable" is "<value>"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And every reading of the inventory is struck by "lost_reply"
    When 900 seconds pass
    And a florist wants 2 boxes of "roses" on a Thursday
    Then the marketplace says "<answer>"
    When 60 seconds pass
    Then Komet has <left> boxes of "roses" left

    Examples:
      | value | token    | answer                   | left |
      | yes   | Customer | yes                      | 3    |
      | yes   | Company  | yes                      | 3    |
      | no    | Customer | was not confirmed lately | 5    |
      | no    | Company  | was not confirmed lately | 5    |

  @F03
  Scenario Outline: boxes that were sold and are not in Komet yet, after the next reading
    Given the marketplace's "sold_counts" is "<value>"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the <label> token may no longer call "<method>"
    When a florist buys 2 boxes of "roses"
    And 310 seconds pass
    Then the marketplace shows <shown> boxes of "roses"
    And Komet has 5 boxes of "roses" left
    When the <label> token may call "<method>" again
    And 600 seconds pass
    Then "roses" of order 1 is accepted
    And the marketplace shows 3 boxes of "roses"

    Examples:
      | value              | token    | label    | method           | shown |
      | since_confirmation | Customer | customer | web-order.create | 5     |
      | until_answered     | Customer | customer | web-order.create | 3     |
      | since_confirmation | Company  | company  | invoice.create   | 5     |
      | until_answered     | Company  | company  | invoice.create   | 3     |

  @F19
  Scenario Outline: Thursday's boxes, when the card fails
    Given the marketplace's "friday_push" is "<value>"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist wants 2 boxes of "roses" on a Friday
    And 120 seconds pass
    And the card of order 1 is refused
    And 600 seconds pass
    Then order 1 arrives <days> days later than asked
    And the answer for "roses" of order 1 is "<outcome>"
    And Komet has <left> boxes of "roses" left

    Examples:
      | value | token    | days | outcome  | left |
      | drop  | Customer | 0    | released | 5    |
      | drop  | Company  | 0    | released | 5    |
      | move  | Customer | 3    | accepted | 3    |
      | move  | Company  | 3    | accepted | 3    |

  @F35
  Scenario Outline: whether anything arrives on a Saturday
    Given the marketplace's "arrival_days" is "<value>"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist wants 2 boxes of "roses" on a Saturday
    Then the marketplace says "<answer>"
    When 120 seconds pass
    Then Komet has <left> boxes of "roses" left

    Examples:
      | value   | token    | answer            | left |
      | service | Customer | can not arrive on | 5    |
      | service | Company  | can not arrive on | 5    |
      | any     | Customer | yes               | 3    |
      | any     | Company  | yes               | 3    |

  @F35
  Scenario Outline: what leaves on a Friday for a Saturday where Saturdays are served
    Given the marketplace's "arrival_days" is "any"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist wants 2 boxes of "roses" on a Saturday
    And 120 seconds pass
    Then order 1 leaves on a Friday
    And "roses" of order 1 is accepted

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F32 @F35
  Scenario Outline: whose today it is late in the evening
    Given Komet's clock says "2026-11-24T02:00:00Z"
    And the marketplace's "market_day" is "<value>"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist wants 2 boxes of "roses" on a Wednesday
    Then the marketplace says "yes"
    When 120 seconds pass
    Then "roses" of order 1 is accepted
    And order 1 leaves on a Tuesday

    Examples: nine in the evening of a Monday in New York, two in the morning of Tuesday in UTC
      | value      | token    |
      | us_eastern | Customer |
      | us_eastern | Company  |
      | utc        | Customer |
      | utc        | Company  |

  @F35
  Scenario Outline: how the days that boxes travel are counted
    Given Komet's clock says "2026-11-27T14:00:00Z"
    And the marketplace's "transit" is "<value>"
    And the company is connected with a <token> token, 2 days away
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist wants 2 boxes of "roses" on a Monday
    Then the marketplace says "<answer>"
    When 120 seconds pass
    Then Komet has <left> boxes of "roses" left

    Examples: from Friday to Monday are three days on the calendar and one of work
      | value         | token    | answer            | left |
      | service_days  | Customer | can not arrive on | 5    |
      | service_days  | Company  | can not arrive on | 5    |
      | calendar_days | Customer | yes               | 3    |
      | calendar_days | Company  | yes               | 3    |
