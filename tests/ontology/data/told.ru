# Qualifiers for some claims of the first document of chain.trig: who says it, for when, how much.
BASE <https://w3id.org/graphkit/id/>
PREFIX gk: <https://w3id.org/graphkit/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA {
  <claim/01> gk:saidBy "Norvik" ; gk:speakerKind "named" ; gk:attributedTo <company/norvik> ;
      gk:timeText "since 2019" ; gk:time "2019/.." ; gk:validFrom "2019-01-01"^^xsd:date ;
      gk:amount <claim/01/amount/8-20> .
  <claim/01/amount/8-20> a gk:Amount ; gk:amountText "41 % of the revenue" ;
      gk:quantityKind "share" ; gk:value 41.0 ; gk:unit "%" ; gk:per "revenue" .
  <claim/02> gk:saidBy "people close to Norvik" ; gk:speakerKind "anonymous" ;
      gk:timeText "from 2020 to 2023" ; gk:time "2020/2023" ;
      gk:validFrom "2020-01-01"^^xsd:date ; gk:validUntil "2023-12-31"^^xsd:date ;
      gk:amount <claim/02/amount/9-35> , <claim/02/amount/40-60> .
  <claim/02/amount/9-35> a gk:Amount ; gk:amountText "about 5 to 7 GWh a year" ;
      gk:quantityKind "quantity" ; gk:bound "about" ; gk:value 5.0 ; gk:upperValue 7.0 ;
      gk:unit "gigawatt-hour" ; gk:per "year" .
  <claim/02/amount/40-60> a gk:Amount ; gk:amountText "€1.2 billion" ;
      gk:quantityKind "money" ; gk:value 1200000000.0 ; gk:currency "EUR" .
  <claim/05> gk:timeText "by the end of 2027" ; gk:time "../2027-12-31" ;
      gk:dueBy "2027-12-31"^^xsd:date .
  <claim/06> gk:timeText "last year" .
  <claim/09> gk:timeText "until 2018" ; gk:time "../2018" ; gk:validUntil "2018-12-31"^^xsd:date .
}
