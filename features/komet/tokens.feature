Feature: Who may ask Komet for what
  Every call carries a token. It belongs to a company, a customer, a vendor or a user, and all but
  the user's can be limited to chosen methods. Whoever is refused has changed nothing.

  @KOM-02
  Scenario Outline: a call without a token, or with one nobody made, is refused
    When a tester asks Komet for "boxtype.list" with <token>
    Then Komet refuses with "<sentence>"
    And nothing has changed in Komet

    Examples:
      | token           | sentence     |
      | no token        | is required  |
      | a made-up token | is not valid |

  @KOM-02
  Scenario: a token limited to one method may not call another
    Given a new Company token that may call "boxtype.list"
    When a tester asks Komet for "carrier.list" with the new token
    Then Komet refuses with "no access to the method carrier.list"
    When a tester asks Komet for "boxtype.list" with the new token
    Then Komet answers with "boxtypes"

  @KOM-02 @F21
  Scenario: a token that was taken back opens nothing any more
    Given a new Company token that may call "boxtype.list"
    And the new token is taken back
    When a tester asks Komet for "boxtype.list" with the new token
    Then Komet refuses with "has been revoked"

  @KOM-05
  Scenario: a user logs in and gets the user's own token
    When the floor's user logs in
    And a tester makes a web order with the login token
    Then Komet answers with "webOrderId"

  @KOM-05
  Scenario: a wrong password gets no token
    When somebody logs in with a wrong password
    Then Komet refuses with "The username or the password is not valid"

  @KOM-06
  Scenario Outline: each method says which kinds of tokens it takes
    When a tester asks Komet for "<method>" with the <kind> token
    Then Komet refuses with "not available for <Kind> tokens"
    And nothing has changed in Komet

    Examples:
      | method                    | kind     | Kind     |
      | inventory.openmarket.list | customer | Customer |
      | web-order.create          | company  | Company  |
      | ecommerce/inventory.list  | vendor   | Vendor   |
      | web-order.checkout        | customer | Customer |

  @IBF-07 @IBF-08
  Scenario: the company makes a Customer token and tries it out
    Given a new Customer token that may call "ecommerce/inventory.list, web-order.create"
    When a tester asks the shop's inventory with the new token
    Then Komet answers with "products"
    When a tester asks Komet for "boxtype.list" with the new token
    Then Komet refuses with "not available for Customer tokens"

  @KOM-02 @F21
  Scenario: a token opens only its own company
    When a tester asks the shop's inventory of company 54321 with the customer token
    Then Komet refuses with "does not match the authentication token"
