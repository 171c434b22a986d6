Feature: How much a company may ask of Komet
  1,000 calls a day for each user of the company, all its programs together, and no call larger
  than 64 kB.

  @KOM-03
  Scenario Outline: the allowance grows with the users and is shared by all tokens
    Given a company with <users> users
    And <spent> calls were made today
    When a tester asks Komet for "boxtype.list" with the company token
    Then Komet answers with "boxtypes"
    When a tester asks the shop's inventory with the customer token
    Then Komet refuses with "The daily limit of <limit> requests has been reached"

    Examples:
      | users | spent | limit |
      | 1     | 999   | 1,000 |
      | 3     | 2999  | 3,000 |

  @KOM-03
  Scenario Outline: the day of the allowance ends where the record leaves it open
    Given Komet's "allowance_day" is "<reading>"
    And a company with 1 user
    And 1000 calls were made today
    When <hours> hours pass
    And a tester asks Komet for "boxtype.list" with the company token
    Then Komet answers with "boxtypes"

    Examples: it is 14:00 UTC, 9:00 in New York
      | reading    | hours |
      | utc        | 10    |
      | us_eastern | 15    |

  @KOM-04
  Scenario: a request of more than 64 kB is refused, whatever it says
    When a tester sends Komet a request of 65537 bytes
    Then Komet refuses with "exceeds the maximum size of 64 kB"
    And nothing has changed in Komet

  @KOM-04
  Scenario: a request of exactly 64 kB is heard
    When a tester sends Komet a request of 65536 bytes
    Then Komet answers with "boxtypes"
