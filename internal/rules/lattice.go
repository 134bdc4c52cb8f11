package rules

// latticeRules say how resource, service-network and tunnel endpoints may be built.
var latticeRules = []Rule{
	{
		ID: "LAT-01", Severity: Error,
		Title:  "An endpoint names exactly one target",
		Why:    "AWS takes one of service name, resource configuration and service network, and refuses none or several.",
		Fix:    "Keep one of service_name, resource_configuration_arn and service_network_arn.",
		Source: pageCreateEndpointAPI,
	},
	{
		ID: "LAT-02", Severity: Error,
		Title:  "A resource endpoint needs a TCP resource and a zone of its resource gateway",
		Why:    "Only TCP is carried, resources given by ARN are RDS databases only, and the endpoint and the resource gateway must share an Availability Zone.",
		Fix:    "Choose a subnet in a zone of the resource gateway, and a TCP resource.",
		Source: pageResources,
	},
	{
		ID: "LAT-03", Severity: Error,
		Title:  "A resource endpoint cannot be in the VPC of its resource gateway",
		Why:    "AWS does not create an endpoint to a resource of the same VPC; callers there reach the resource directly.",
		Fix:    "Create the endpoint in the callers' VPC, or drop it.",
		Source: pageResourceEndpoint,
	},
	{
		ID: "LAT-04", Severity: Warning,
		Title:  "Only security groups and tags of a resource endpoint can change",
		Why:    "AWS changes nothing else on an existing endpoint, so another change needs a new one.",
		Fix:    "Plan a replacement, and move the clients to it.",
		Source: pageResourceEndpoint,
	},
	{
		ID: "LAT-05", Severity: Error,
		Title:  "A service-network endpoint needs a free block of addresses in each zone",
		Why:    "It takes a contiguous /28 per zone for VPC Lattice services and one IPv4 address per resource configuration; with IPv6 a /80.",
		Fix:    "Choose subnets with such a block free, best ones that hold nothing else.",
		Source: pageServiceNetworks,
	},
	{
		ID: "LAT-06", Severity: Error,
		Title:  "Private DNS of a resource needs both DNS attributes of the VPC",
		Why:    "AWS refuses private DNS unless DNS support and DNS hostnames are on. It answers custom domain names and those of RDS databases.",
		Fix:    "Set enable_dns_support and enable_dns_hostnames on the VPC to true.",
		Source: pageResources,
	},
	{
		ID: "LAT-07", Severity: Error,
		Title:  "hashicorp/aws cannot create a tunnel endpoint yet",
		Why:    "Tunnel endpoints exist in AWS since September 2026, but the type is not supported by the Terraform provider. They also need a resource configuration of type CIDR and UDP port 6081 in the security groups, and have no private DNS.",
		Fix:    "Use an endpoint of another type, or create the tunnel endpoint outside hashicorp/aws until it is supported.",
		Source: pageTunnel,
	},
	{
		ID: "LAT-08", Severity: Info,
		Title:  "Resource and service-network endpoints are billed in different ways",
		Why:    "A resource endpoint costs by hour and GB. A service-network endpoint has no hourly charge of its own, but each associated resource and each GB has one.",
		Fix:    "Compare both for the number of resources in use.",
		Source: pageResources,
	},
	{
		ID: "LAT-09", Severity: Info,
		Title:  "The number and kind of targets decide the endpoint type",
		Why:    "One TCP resource asks for a resource endpoint, a service for many consumers for an endpoint service, many targets for a service network, and a whole segment for a tunnel.",
		Fix:    "Choose the type that fits the targets.",
		Source: pageConcepts,
	},
}
