import Testing

/// The versions of public standards, each by a small document written by hand after its schema.
struct PublicFormatTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let file: String
        let format: String
        let text: String
        var header: [String] = []
        var records: [String] = []
    }

    static let aces: [Case] = [
        Case(
            testDescription: "ACES 2.0: approved for as text, a transfer case as attribute",
            file: "fitment.xml",
            format: "aces",
            text: """
                <ACES version="2.0"><Header><Company>Wenzhou Kairui</Company><TransferDate>2012-05-02</TransferDate>
                <ApprovedFor>US</ApprovedFor><VcdbVersionDate>2012-04-27</VcdbVersionDate></Header>
                <App action="A" id="1"><BaseVehicle id="4711"/><TransferCase id="9"/><Note>with sport package</Note>
                <Qty>1</Qty><PartType id="1896"/><Position id="22"/><Part>KR-100</Part></App>
                <Footer><RecordCount>1</RecordCount></Footer></ACES>
                """,
            header: [
                "version=2.0", "issueDate=2012-05-02", "markets=US", "recordCount=1", "sellerName=Wenzhou Kairui",
                "vcdbDate=2012-04-27",
            ],
            records: [
                "application id=1 action=A partNumber=KR-100 baseVehicle=4711 attributes=9 notes=with sport package "
                    + "quantity=1 partType=1896 position=22"
            ]
        ),
        Case(
            testDescription: "ACES 4.2: year range, equipment, qualifiers with values, assets and digital assets",
            file: "fitment.xml",
            format: "aces",
            text: """
                <ACES version="4.2"><Header><DocumentTitle>Pads</DocumentTitle><BrandAAIAID>BKCD</BrandAAIAID>
                <PartsApprovedFor><Country>US</Country><Country>CA</Country></PartsApprovedFor>
                <SubmissionType>FULL</SubmissionType></Header>
                <App action="A" id="1" ref="x" validate="no"><Years from="2015" to="2018"/><Make id="47"/><Model id="90"/>
                <SubModel id="20"/><EngineBase id="30"/><FuelType id="5"/><BrakeABS id="5"/>
                <Qual id="105"><param value="288" uom="mm"/><text>With 288 mm disc</text></Qual><Qty>2</Qty>
                <PartType id="1684"/><MfrLabel>Premium</MfrLabel><Position id="22"/>
                <Part BrandAAIAID="BKCD" SubBrandAAIAID="ZZZZ">HC-1001</Part><DisplayOrder>1</DisplayOrder>
                <AssetName>HC-1001-A</AssetName><AssetItemOrder>2</AssetItemOrder></App>
                <App action="D" id="2"><Mfr id="7"/><EquipmentModel id="88"/><VehicleType id="2187"/>
                <ProductionYears ProductionStart="2001" ProductionEnd="2004"/><Qty>1</Qty><PartType id="1"/><Part>E</Part></App>
                <Asset action="A" id="3"><BaseVehicle id="1"/><AssetName>HC-1001-A</AssetName></Asset>
                <DigitalAsset><DigitalFileInformation AssetName="HC-1001-A" action="A" LanguageCode="EN">
                <FileName>a.jpg</FileName><AssetDetailType>P04</AssetDetailType><FileType>JPG</FileType>
                <URI>https://example.com/a.jpg</URI></DigitalFileInformation></DigitalAsset></ACES>
                """,
            header: ["title=Pads", "version=4.2", "markets=US, CA", "submissionType=FULL", "brandId=BKCD"],
            records: [
                "application id=1 action=A reference=x validate=NO partNumber=HC-1001 brandId=BKCD subBrandId=ZZZZ make=47 "
                    + "model=90 subModel=20 yearFrom=2015 yearTo=2018 engineBase=30 fuelType=5 brakeAbs=5 attributes=288 "
                    + "qualifiers=With 288 mm disc qualifierIds=105 quantity=2 partType=1684 mfrLabel=Premium position=22 "
                    + "displayOrder=1 assetName=HC-1001-A assetItem=2",
                "application id=2 action=D partNumber=E equipmentModel=88 equipmentMaker=7 vehicleType=2187 "
                    + "yearFrom=2001 yearTo=2004 quantity=1 partType=1",
                "asset id=3 action=A assetName=HC-1001-A",
                "asset action=A assetName=HC-1001-A fileName=a.jpg fileType=JPG assetType=P04 language=EN "
                    + "uri=https://example.com/a.jpg",
            ]
        ),
        Case(
            testDescription: "ACES 5.0: new names, diagram assets, labels in languages",
            file: "fitment.xml",
            format: "aces",
            text: """
                <ACES version="5.0"><Header><BrandID>BKCD</BrandID><VCdbPublicationDate>2026-03-26</VCdbPublicationDate></Header>
                <App action="A" id="1"><EquipmentBase id="12"/><Qty>1</Qty><PartTerminology id="1684"/>
                <MfrLabel lang="en">Pad</MfrLabel><MfrLabel lang="fr">Plaquette</MfrLabel>
                <PartNumber BrandID="BKCD" SubBrandID="YYYY">HC-2</PartNumber>
                <DiagramAsset AssetName="D1" AssetItemOrder="3"/></App></ACES>
                """,
            header: ["version=5.0", "brandId=BKCD", "vcdbDate=2026-03-26"],
            records: [
                "application id=1 action=A partNumber=HC-2 brandId=BKCD subBrandId=YYYY equipmentBase=12 quantity=1 "
                    + "partType=1684 mfrLabel=Pad assetName=D1 assetItem=3"
            ]
        ),
    ]

    static let pies: [Case] = [
        Case(
            testDescription: "PIES 6.5: its own namespace, kits and interchanges as it writes them",
            file: "products.xml",
            format: "pies",
            text: """
                <PIES xmlns="http://www.aftermarket.org"><Header><PIESVersion>6.5</PIESVersion>
                <BrandOwnerDUNS>150483782</BrandOwnerDUNS></Header><Items><Item MaintenanceType="A">
                <PartNumber>A1</PartNumber><BrandAAIAID>BKCD</BrandAAIAID><BrandLabel>Hao</BrandLabel>
                <PartInterchangeInfo><PartInterchange MaintenanceType="A"><BrandLabel>Other</BrandLabel>
                <PartNumber>O9</PartNumber><QualityGradeLevel>P</QualityGradeLevel></PartInterchange></PartInterchangeInfo>
                <Kits><Kit><ComponentPartNumber>C1</ComponentPartNumber><QuantityInKit UOM="EA">2</QuantityInKit></Kit></Kits>
                </Item></Items></PIES>
                """,
            header: ["version=6.5"],
            records: [
                "product partNumber=A1 action=A brand=Hao brandId=BKCD",
                "party role=BRAND-OWNER duns=150483782",
                "interchange partNumber=A1 otherNumber=O9 otherBrand=Other",
                "kit partNumber=A1 component=C1 quantity=2 pcs",
            ]
        ),
        Case(
            testDescription: "PIES 7.2: packages with hazards, prices by sheet, EXPI, attributes, interchanges, assets",
            file: "products.xml",
            format: "pies",
            text: """
                <PIES xmlns="http://www.autocare.org"><Header><PIESVersion>7.2</PIESVersion><CurrencyCode>USD</CurrencyCode></Header>
                <PriceSheets><PriceSheet MaintenanceType="A"><PriceSheetNumber>P1</PriceSheetNumber>
                <CurrencyCode>USD</CurrencyCode><EffectiveDate>2026-01-01</EffectiveDate></PriceSheet></PriceSheets>
                <MarketingCopy><MarketCopy><MarketCopyContent MaintenanceType="A" LanguageCode="EN">Quiet.</MarketCopyContent></MarketCopy></MarketingCopy>
                <Items><Item MaintenanceType="C"><ItemLevelGTIN GTINQualifier="UP">00614141999996</ItemLevelGTIN>
                <PartNumber>B2</PartNumber><BrandAAIAID>BKCD</BrandAAIAID><PartTerminologyID>1684</PartTerminologyID>
                <Descriptions><Description DescriptionCode="DES" LanguageCode="EN">Battery pack</Description></Descriptions>
                <Prices><Pricing MaintenanceType="A" PriceType="JBR"><PriceSheetNumber>P1</PriceSheetNumber>
                <Price UOM="PE">12.5</Price><PriceBreak UOM="EA">10</PriceBreak></Pricing></Prices>
                <ExtendedInformation><ExtendedProductInformation EXPICode="CTO" LanguageCode="EN">CN</ExtendedProductInformation>
                <ExtendedProductInformation EXPICode="HTS">8507600020</ExtendedProductInformation></ExtendedInformation>
                <ProductAttributes><ProductAttribute AttributeID="Voltage" AttributeUOM="V">48</ProductAttribute></ProductAttributes>
                <Packages><Package MaintenanceType="A"><PackageLevelGTIN>00614141999996</PackageLevelGTIN>
                <PackageUOM>EA</PackageUOM><QuantityofEaches>1</QuantityofEaches>
                <Dimensions UOM="CM"><ShippingHeight>10</ShippingHeight><ShippingWidth>20</ShippingWidth>
                <ShippingLength>30</ShippingLength></Dimensions><Weights UOM="KG"><Weight>4.2</Weight></Weights>
                <HazardousMaterial><ShippingScope>INT</ShippingScope><RegulatingCountry>US</RegulatingCountry>
                <TransportMethod>S</TransportMethod><Regulated>Y</Regulated><UNNAIDCode>UN3480</UNNAIDCode>
                <PackingGroupCode>II</PackingGroupCode></HazardousMaterial></Package></Packages>
                <PartInterchangeInfo><PartInterchange BrandLabel="Other" QualityGradeLevel="O"><PartNumber>X1</PartNumber>
                <PartNumber>X2</PartNumber></PartInterchange></PartInterchangeInfo>
                <DigitalAssets><DigitalFileInformation MaintenanceType="A" AssetID="7"><FileName>b.pdf</FileName>
                <AssetType>MSD</AssetType></DigitalFileInformation></DigitalAssets></Item></Items>
                <Trailer><ItemCount>1</ItemCount><TransactionDate>2026-10-01</TransactionDate></Trailer></PIES>
                """,
            header: ["version=7.2", "issueDate=2026-10-01", "currency=USD", "recordCount=1"],
            records: [
                "product partNumber=B2 gtin=00614141999996 action=C description=Battery pack brandId=BKCD partType=1684 "
                    + "hsCode=8507600020 origin=CN netWeight=4.2 kg unNumber=UN3480 packingGroup=II",
                "asset id=7 action=A partNumber=B2 fileName=b.pdf assetType=MSD",
                "package gtin=00614141999996 partNumber=B2 action=A level=EA quantity=1 length=30 cm width=20 cm "
                    + "height=10 cm grossWeight=4.2 kg",
                "party role=BRAND-OWNER",
                "price partNumber=B2 action=A priceType=JBR priceSheet=P1 amount=12.5 unit=PE priceBreak=10",
                "priceSheet number=P1 currency=USD effectiveDate=2026-01-01",
                "hazard partNumber=B2 unNumber=UN3480 packingGroup=II regulated=yes country=US transportMode=S",
                "interchange partNumber=B2 otherNumber=X1 otherBrand=Other quality=O",
                "interchange partNumber=B2 otherNumber=X2 otherBrand=Other quality=O",
                "attribute partNumber=B2 name=CTO value=CN language=EN",
                "attribute partNumber=B2 name=HTS value=8507600020",
                "attribute partNumber=B2 name=Voltage value=48 unit=V",
                "paragraph text=Quiet. language=EN",
            ]
        ),
        Case(
            testDescription: "PIES 8.0: brand and publication dates by their new names",
            file: "products.xml",
            format: "pies",
            text: """
                <PIES xmlns="http://www.autocare.org"><Header><PIESVersion>8.0</PIESVersion>
                <PCdbPublicationDate>2026-03-26</PCdbPublicationDate></Header><Items><Item MaintenanceType="A">
                <PartNumber>C3</PartNumber><BrandID>BKCD</BrandID><SubBrandID>YYYY</SubBrandID>
                <ProductCategoryCode>100200</ProductCategoryCode><ACESApplications>N</ACESApplications></Item></Items></PIES>
                """,
            header: ["version=8.0", "pcdbDate=2026-03-26"],
            records: [
                "product partNumber=C3 action=A brandId=BKCD subBrandId=YYYY category=100200 hasApplications=no",
                "party role=BRAND-OWNER",
            ]
        ),
    ]

    static let json: [Case] = [
        Case(
            testDescription: "DCSA shipping instructions: the parts of an item in several containers are summed",
            file: "si.json",
            format: "dcsa-shipping-instructions",
            text: """
                {"shippingInstructionsReference": "SI-1", "transportDocumentTypeCode": "SWB", "isToOrder": false,
                "transports": {"portOfLoading": {"UNLocationCode": "CNNGB"}, "portOfDischarge": {"locationName": "Hamburg"},
                "vesselVoyages": [{"vesselName": "EVER", "carrierExportVoyageNumber": "12W"}]},
                "documentParties": {"shipper": {"partyName": "Ningbo Haiyu", "address": {"street": "Road 1", "countryCode": "CN"}},
                "consignee": {"partyName": "Nordsee", "addressLines": ["Kai 3"]},
                "other": [{"party": {"partyName": "Bank"}, "partyFunction": "COX"}]},
                "consignmentItems": [{"carrierBookingReference": "B1", "descriptionOfGoods": ["Brake pads"], "HSCodes": ["870830"],
                "cargoItems": [{"equipmentReference": "CSQU3054383", "cargoGrossWeight": {"value": 100.5, "unit": "KGM"},
                "outerPackaging": {"numberOfPackages": 3, "packageCode": "CT"}},
                {"equipmentReference": "MSKU1234565", "cargoGrossWeight": {"value": 50, "unit": "KGM"},
                "outerPackaging": {"numberOfPackages": 2, "packageCode": "CT"}}]}],
                "utilizedTransportEquipments": [{"equipment": {"equipmentReference": "CSQU3054383", "ISOEquipmentCode": "22G1"},
                "seals": [{"number": "S1"}]}]}
                """,
            header: [
                "number=SI-1", "typeCode=SWB", "status=draft", "bookingNumber=B1", "portOfLoading=CNNGB",
                "portOfDischarge=Hamburg", "vessel=EVER", "voyage=12W", "containers=CSQU3054383", "seals=S1",
                "negotiable=no", "packages=5", "packageType=CT", "grossWeight=150.5 kg", "shipperName=Ningbo Haiyu",
                "shipperAddress=Road 1", "shipperCountry=CN", "consigneeName=Nordsee", "consigneeAddress=Kai 3",
            ],
            records: [
                "line description=Brake pads hsCode=870830 grossWeight=150.5 kg packages=5 packageType=CT "
                    + "container=CSQU3054383",
                "package container=CSQU3054383 containerType=22G1 seal=S1 seals=S1",
                "party role=SHIPPER name=Ningbo Haiyu address=Road 1 country=CN",
                "party role=CONSIGNEE name=Nordsee address=Kai 3",
                "party role=COX name=Bank",
            ]
        ),
        Case(
            testDescription: "DCSA booking: places by the type of location, wherever the type stands",
            file: "booking.json",
            format: "dcsa-booking",
            text: """
                {"carrierBookingRequestReference": "R1", "bookingStatus": "RECEIVED", "receiptTypeAtOrigin": "CY",
                "incoTerms": "FOB", "expectedDepartureDate": "2026-12-01", "vessel": {"name": "EVER", "vesselIMONumber": "9321483"},
                "shipmentLocations": [{"location": {"locationName": "Ningbo"}, "locationTypeCode": "POL"},
                {"locationTypeCode": "POD", "location": {"UNLocationCode": "DEHAM"}}],
                "requestedEquipments": [{"ISOEquipmentCode": "22G1", "units": 1, "commodities": [{"commodityType": "Brake pads",
                "HSCodes": ["870830"], "cargoGrossWeight": {"value": 2, "unit": "LBR"}}]}],
                "documentParties": {"bookingAgent": {"partyName": "Forwarder"}, "shipper": {"partyName": "Haiyu"}}}
                """,
            header: [
                "number=R1", "status=RECEIVED", "bookingNumber=R1", "incoterm=FOB", "portOfLoading=Ningbo",
                "portOfDischarge=DEHAM", "vessel=EVER", "imoNumber=9321483", "departureDate=2026-12-01",
                "grossWeight=2 lb", "shipperName=Haiyu",
            ],
            records: [
                "line description=Brake pads hsCode=870830 grossWeight=2 lb",
                "package packages=1 containerType=22G1",
                "party role=FORWARDER name=Forwarder",
                "party role=SHIPPER name=Haiyu",
            ]
        ),
        Case(
            testDescription: "schema.org: a product with quantities, an offer, further properties and the car it fits",
            file: "page.json",
            format: "schema-org-product",
            text: """
                {"@context": "https://schema.org", "@graph": [{"@type": "Product", "sku": "HC-1", "gtin13": "4006381333931",
                "name": "Charger", "brand": {"@type": "Brand", "name": "Chenlu"}, "countryOfOrigin": {"name": "China", "identifier": "CN"},
                "weight": {"@type": "QuantitativeValue", "value": 2.5, "unitCode": "KGM"},
                "offers": {"price": "199.00", "priceCurrency": "EUR"},
                "additionalProperty": [{"@type": "PropertyValue", "name": "Rated power", "value": 11, "unitCode": "KWT"},
                {"value": "850440", "name": "HS code"}],
                "isAccessoryOrSparePartFor": [{"@type": "Car", "manufacturer": "BYD", "model": "Seal", "vehicleModelDate": "2024"}]}]}
                """,
            records: [
                "product partNumber=HC-1 gtin=4006381333931 name=Charger brand=Chenlu hsCode=850440 origin=CN "
                    + "netWeight=2.5 kg unitPrice=199.00 currency=EUR power=11 kW",
                "application partNumber=HC-1 make=BYD model=Seal year=2024",
                "attribute partNumber=HC-1 name=Rated power value=11 unit=KWT",
                "attribute partNumber=HC-1 name=HS code value=850440",
            ]
        ),
    ]

    @Test(arguments: aces + pies + json)
    func reads(_ test: Case) throws {
        let reading = try FormatFixture.read(test.text, as: test.file)
        #expect(reading.format == test.format)
        #expect(reading.header.sorted() == test.header.sorted())
        #expect(reading.records == test.records)
        #expect(reading.faults.isEmpty)
    }
}
