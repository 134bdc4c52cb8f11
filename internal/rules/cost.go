package rules

// costRules say what an endpoint costs and when it pays.
var costRules = []Rule{
	{
		ID: "COST-01", Severity: Info,
		Title:  "An interface endpoint is billed for every hour in every zone",
		Why:    "The hourly price is charged once for each Availability Zone, whatever the state of the connection, and part of an hour counts as a whole one.",
		Fix:    "Choose the zones that clients need, and delete endpoints that nobody uses.",
		Source: pagePrice,
	},
	{
		ID: "COST-02", Severity: Info,
		Title:  "Data tiers count all interface endpoints of the Region together",
		Why:    "Bytes of both directions are charged, and the cheaper tiers are reached by the sum of all endpoints, not by one of them.",
		Fix:    "Estimate all endpoints of a Region in one run.",
		Source: pagePrice,
	},
	{
		ID: "COST-03", Severity: Info,
		Title:  "Gateway endpoints are free",
		Why:    "AWS charges neither hours nor data for them.",
		Fix:    "Use them for all traffic from inside the VPC.",
		Source: pageGateway,
	},
	{
		ID: "COST-04", Severity: Warning,
		Title:  "Beside a NAT gateway that stays an endpoint pays only from some volume on",
		Why:    "It saves the difference between the two prices per GB and costs hours in each zone. Below the break-even volume it raises the bill.",
		Fix:    "Leave services with little traffic on the NAT gateway, unless they must be private.",
		Source: pagePrice,
	},
	{
		ID: "COST-05", Severity: Info,
		Title:  "The S3 gateway endpoint saves most of the cost of image pulls",
		Why:    "Image layers are S3 traffic, so ECR interface endpoints alone may never pay for themselves.",
		Fix:    "Add the S3 gateway endpoint first.",
		Source: "https://github.com/Smana/cloud-native-ref/issues/1945",
	},
	{
		ID: "COST-06", Severity: Warning,
		Title:  "The NAT gateway can go only if every destination has an endpoint",
		Why:    "What has no endpoint, on the Internet or in AWS, is cut off when the NAT gateway is removed.",
		Fix:    "Keep the NAT gateway, or give each remaining destination another path.",
		Source: pageECR,
	},
	{
		ID: "COST-07", Severity: Warning,
		Title:  "An endpoint without traffic costs as much per hour as a busy one",
		Why:    "Many endpoints in all zones add up although little passes through them.",
		Fix:    "Remove the endpoint, or reduce its zones.",
		Source: pageTrustedAdvisor,
	},
	{
		ID: "COST-08", Severity: Warning,
		Title:  "A cross-Region endpoint adds transfer between Regions",
		Why:    "Every byte also pays the transfer price of the Region that sends it.",
		Fix:    "Use a service in the VPC's own Region where possible, and add the transfer to the estimate.",
		Source: pageHub,
	},
	{
		ID: "COST-09", Severity: Warning,
		Title:  "An unknown number of zones makes the estimate a range",
		Why:    "Each zone is billed, so an estimate that takes one zone for an unknown number is too low.",
		Fix:    "Give the number of Availability Zones, or read the range.",
		Source: "https://github.com/infracost/infracost/issues/1504",
	},
	{
		ID: "COST-10", Severity: Info,
		Title:  "Traffic between zones through an interface endpoint is not charged apart",
		Why:    "Since April 2022 AWS does not bill transfer between zones of a Region for traffic through PrivateLink.",
		Fix:    "Leave that transfer out of the estimate.",
		Source: "https://github.com/aws/aws-eks-best-practices/pull/618",
	},
	{
		ID: "COST-11", Severity: Warning,
		Title:  "A total needs every price in it",
		Why:    "No price is known for this item in the Region. A line without a price counts as unknown, never as zero, so the totals that contain it are unknown too.",
		Fix:    "Give the price in price_overrides, or in a file of facts_files.",
		Source: pagePrice,
	},
}
