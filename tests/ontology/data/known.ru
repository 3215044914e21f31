# What registers know of some things of chain.trig, kinds of goods, and what was decided to be one.
# Norvik is linked by two documents, in the second by another register and less surely; Corvane by
# two equally sure links. One document still names a thing that another has merged.
BASE <https://w3id.org/graphkit/id/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX gk: <https://w3id.org/graphkit/ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  GRAPH <document/wire%2Fone.txt> {
    <company/norvik> gk:linkedTo "graphkit" ; gk:registeredName "Norvik Cells AB" ;
        gk:linkEvidence "legal name" ; gk:linkConfidence 0.98 ; gk:registeredIn "SE" ;
        gk:isin "SE0000000018" , "SE0000000026" ; gk:lei "549300EXAMPLE0000018" ;
        gk:ticker "XSTO:NORV" .
    <company/corvane> gk:linkedTo "graphkit" ; gk:registeredName "Corvane" ;
        gk:linkEvidence "name" ; gk:linkConfidence 0.9 .
    <place/scania> gk:linkedTo "places" ; gk:registeredName "Scania" ;
        gk:linkEvidence "the only one in its country" ; gk:linkConfidence 1 ;
        gk:registeredIn "SE" ; owl:sameAs <https://sws.geonames.org/3337385/> ,
        <https://example.org/scania> .
    <product/battery-cells> gk:linkedTo "goods" ; gk:registeredName "battery cell" ;
        gk:linkEvidence "name" ; gk:linkConfidence 1 ; gk:hsCode "850760" ;
        skos:broader <product/batteries> .
    <product/batteries> a gk:Product ; rdfs:label "batteries" ;
        skos:broader <product/electric-goods> .
    <product/electric-goods> a gk:Product ; rdfs:label "electric goods" .
    <product/radio-chips> skos:broader <product/electric-goods> .
  }
  GRAPH <document/two.txt> {
    <company/norvik> gk:linkedTo "a-list.csv" ; gk:registeredName "Norvik" ;
        gk:linkEvidence "acronym" ; gk:linkConfidence 0.8 ; gk:registeredIn "NO" ;
        gk:identifier "erp:4711" ; gk:isin "SE0000000018" .
    <company/corvane> gk:linkedTo "graphkit" ; gk:registeredName "Corvane" ;
        gk:linkEvidence "brand" ; gk:linkConfidence 0.9 .
    <company/norvik-ab> owl:sameAs <company/norvik> ; dcterms:isReplacedBy <company/norvik> .
    <company/tessaly> owl:sameAs <company/tessaly-foundry> ;
        dcterms:isReplacedBy <company/tessaly-foundry> .
    <company/gone> dcterms:isReplacedBy <company/nameless> .
  }
  GRAPH <document/three.txt> {
    <company/norvik-ab> owl:sameAs <company/norvik> ; dcterms:isReplacedBy <company/norvik> .
    <company/tessaly> a gk:Company ; rdfs:label "Tessaly" ; skos:altLabel "TF" , "Tessaly" .
  }
}
