Feature: Boxes go to the florist's own door, however it is written

  @F22
  Scenario Outline: one florist's address in five spellings is one ship-to
    Given the company is connected with a <token> token
    And Komet has 9 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 1 box of "roses" for "Flor de María / 12 Main St., Suite 4 / Peoría / IL / 61602"
    And 60 seconds pass
    And a florist buys 1 box of "roses" for "FLOR DE MARÍA / 12 MAIN ST., SUITE 4 / PEORÍA / IL / 61602"
    And a florist buys 1 box of "roses" for "Flor de Maria / 12 Main St, Suite 4 / Peoria / IL / 61602 / 555-0142"
    And a florist buys 1 box of "roses" for " Flor  de  María / 12 Main St.  Suite 4 / Peoría  / IL / 61602"
    And 60 seconds pass
    And a florist buys 1 box of "roses" for "flor de maría / 12 main st suite 4 / peoría / il / 61602"
    And 60 seconds pass
    Then the marketplace's customer has 1 more ship-tos than before
    And "roses" of order 5 is accepted
    And Komet has 4 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F22
  Scenario Outline: the door next to it is another ship-to
    Given the company is connected with a <token> token
    And Komet has 9 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 1 box of "roses" for "Flor de María / 12 Main St., Suite 4 / Peoria / IL / 61602"
    And a florist buys 1 box of "roses" for "<other>"
    And 60 seconds pass
    Then the marketplace's customer has 2 more ship-tos than before

    Examples:
      | token    | other                                                      |
      | Customer | Flor de María / 12 Main St., Suite 5 / Peoria / IL / 61602 |
      | Customer | Flores Peoria / 12 Main St., Suite 4 / Peoria / IL / 61602 |
      | Company  | Flor de María / 12 Main St., Suite 4 / Peoria / AZ / 85345 |

  @F22
  Scenario Outline: far states, post boxes and no phone
    Given the company is connected with a <token> token
    And Komet has 9 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 1 box of "roses" for "<address>"
    And 60 seconds pass
    Then "roses" of order 1 is accepted
    And Komet ships to "<name>"

    Examples:
      | token    | name          | address                                                     |
      | Customer | Aurora Petals | Aurora Petals / 3 Spenard Rd / Anchorage / AK / 99503       |
      | Company  | Aurora Petals | Aurora Petals / 3 Spenard Rd / Anchorage / AK / 99503       |
      | Customer | Hilo Blooms   | Hilo Blooms / 88 Kilauea Ave / Hilo / HI / 96720 / 555-0188 |
      | Company  | Hilo Blooms   | Hilo Blooms / 88 Kilauea Ave / Hilo / HI / 96720 / 555-0188 |
      | Customer | Posy Corner   | Posy Corner / PO Box 17 / Barrow / AK / 99723               |
      | Customer | Sans État     | Sans État / 1 Rue de la Paix / Québec /  / G1R 4P5          |

  @F22 @F14
  Scenario Outline: an address whose answer is lost is not made twice
    Given the company is connected with a <token> token
    And Komet has 9 boxes of "roses" on hand
    And the inventory was synchronised
    And the next "customer.shipto.add" is struck by "<fault>"
    When a florist buys 1 box of "roses"
    And 600 seconds pass
    Then the marketplace's customer has 1 more ship-tos than before
    And "roses" of order 1 is accepted

    Examples:
      | token    | fault        |
      | Customer | lost_reply   |
      | Customer | late_request |
      | Company  | lost_reply   |
      | Company  | late_request |

  @F31
  Scenario Outline: letters of any language, signs and long texts arrive as they left
    Given a catalogue whose product is called "<product>"
    And the company is connected with a <token> token
    And Komet has 4 boxes of "roses" on hand
    And the inventory was synchronised
    When "<buyer>" buys 1 box of "roses"
    And 60 seconds pass
    Then the marketplace calls "roses" "<product>"
    And "roses" of order 1 is accepted
    And Komet ships to "<buyer>"

    Examples: accents; emoji; HTML; commas and quotes; what labels stumble over; a hundred letters
      | token    | product                                                                                              | buyer                                                                                                |
      | Customer | Rosa Ñandú "é" 60 cm                                                                                 | Café Ñ & Söhne                                                                                       |
      | Company  | Rosa Ñandú "é" 60 cm                                                                                 | Café Ñ & Söhne                                                                                       |
      | Customer | Tulip 🌷 玫瑰                                                                                           | Flowers 🌷 عمر                                                                                        |
      | Company  | Tulip 🌷 玫瑰                                                                                           | Flowers 🌷 عمر                                                                                        |
      | Customer | <b>Rose</b> &amp; <script>                                                                           | <i>Posy</i> &lt; "Corner"                                                                            |
      | Company  | <b>Rose</b> &amp; <script>                                                                           | <i>Posy</i> &lt; "Corner"                                                                            |
      | Customer | Rose, red, "60 cm"; x                                                                                | O'Hara, Sons, & Co.; "Blooms"                                                                        |
      | Company  | Rose, red, "60 cm"; x                                                                                | O'Hara, Sons, & Co.; "Blooms"                                                                        |
      | Customer | ^XA ~JR \ %s {0} \n                                                                                  | ^XA ~JR \ %s {0} \n                                                                                  |
      | Company  | ^XA ~JR \ %s {0} \n                                                                                  | ^XA ~JR \ %s {0} \n                                                                                  |
      | Customer | Rose of a name that goes on and on and on and on and on and on and on and on and on to a hundred 100 | Florist of a name that goes on and on and on and on and on and on and on and on and on until 100 off |
