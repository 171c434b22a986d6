Feature: The service at the vendor's site stops, and then sends everything at once
  Orders go on being made at the desk. Whatever was held back arrives in order and may come twice.

  @F20
  Scenario Outline: what was held back is made in order, and once
    Given Komet's catalogue is "Freedom"
    And the vendor's system's "stopped_service" is "<stopped>"
    And the vendor's system's "after_stop" is "<after>"
    And the vendor is joined to the company
    And the service at the vendor's site stops
    When the vendor sells 10 boxes of "Freedom"
    And the vendor sells 3 boxes of "Freedom"
    And the vendor changes sales order 1 to 8 boxes of "Freedom"
    And the vendor cancels sales order 2
    And the vendor sells 5 boxes of "Freedom"
    And 600 seconds pass
    Then "Freedom" of sales order 1 is "placed"
    When the service at the vendor's site starts again
    And 600 seconds pass
    Then sales order 1 is one Prebook and one Purchase Order with 8 boxes
    And "Freedom" of sales order 2 is "cancelled"
    And sales order 3 is one Prebook and one Purchase Order with 5 boxes
    And the vendor was given 2 Purchase Orders in all
    And no alarm is open

    Examples:
      | stopped | after        |
      | silent  | goes_on      |
      | silent  | repeats_last |
      | refuses | goes_on      |
      | refuses | repeats_last |

  @F20 @KOM-03
  Scenario: a burst after an outage: in order, none doubled, within the allowance
    Given Komet's catalogue is "Freedom"
    And the vendor's system's "after_stop" is "repeats_last"
    And the vendor is joined to the company
    And the service at the vendor's site stops
    When within a minute 100 sales orders of "Freedom" are made
    And 600 seconds pass
    And the service at the vendor's site starts again
    And 600 seconds pass
    Then all of the sales orders are bought in turn, each once
    And the company has made at most 250 calls today
    And no alarm is open

  @F20 @KOM-03
  Scenario: a burst that the allowance does not cover goes on the next day
    Given it is 21:00 UTC
    And Komet's catalogue is "Freedom"
    And a company with 1 user
    And the vendor is joined to the company
    And other programs of the company leave 40 calls
    When within a minute 30 sales orders of "Freedom" are made
    And 1 hour passes
    Then some of the sales orders are not bought yet
    And the company has made at most 1000 calls today
    When 3 hours pass
    Then all of the sales orders are bought in turn, each once
    And no alarm is open
