package rules

// gatewayLoadBalancerRules say how endpoints to inspection appliances are placed and routed.
var gatewayLoadBalancerRules = []Rule{
	{
		ID: "GWLB-01", Severity: Error,
		Title:  "A Gateway Load Balancer endpoint takes exactly one subnet",
		Why:    "AWS refuses none or several, and the subnet cannot be changed later.",
		Fix:    "Give one subnet, and one endpoint for each Availability Zone.",
		Source: pageGWLBEndpoints,
	},
	{
		ID: "GWLB-02", Severity: Error,
		Title:  "The endpoint's zone must be one of the Gateway Load Balancer's",
		Why:    "AWS refuses a subnet in a zone that the endpoint service does not have. Zones of two accounts are compared by zone ID.",
		Fix:    "Choose a subnet in a zone of the service.",
		Source: pageGWLBEndpoints,
	},
	{
		ID: "GWLB-03", Severity: Error,
		Title:  "The provider must accept the Gateway Load Balancer endpoint",
		Why:    "Until it is accepted the endpoint carries nothing, and routes to it drop traffic.",
		Fix:    "Accept the connection in the provider's account before routes lead to the endpoint.",
		Source: pageGWLBEndpoints,
	},
	{
		ID: "GWLB-04", Severity: Error,
		Title:  "Routes must lead to the Gateway Load Balancer endpoint",
		Why:    "No traffic is inspected without a route that targets the endpoint. Its destination cannot be a prefix list, and the endpoint belongs in another subnet than the hosts it inspects.",
		Fix:    "Put the endpoint into a subnet of its own, and add routes by CIDR from the subnets to be inspected.",
		Source: pageGatewayLoadBalancer,
	},
	{
		ID: "GWLB-05", Severity: Error,
		Title:  "A Gateway Load Balancer endpoint has no private DNS",
		Why:    "Traffic reaches it by route, not by name, and AWS refuses the option.",
		Fix:    "Remove private_dns_enabled.",
		Source: pageServiceDNS,
	},
	{
		ID: "GWLB-06", Severity: Error,
		Title:  "A Gateway Load Balancer endpoint cannot be deleted while routes target it",
		Why:    "AWS refuses the deletion until no route names the endpoint.",
		Fix:    "Remove or redirect the routes first.",
		Source: pageGWLBEndpoints,
	},
	{
		ID: "GWLB-07", Severity: Error,
		Title:  "IPv6 through an egress-only gateway does not survive inspection",
		Why:    "An egress-only Internet gateway together with a Gateway Load Balancer drops IPv6 traffic. Client address preservation of a Network Load Balancer does not work behind it either.",
		Fix:    "Use an Internet gateway for inspected IPv6 traffic.",
		Source: pageGWLBEndpoints,
	},
	{
		ID: "GWLB-08", Severity: Warning,
		Title:  "Every zone that sends traffic should have its own Gateway Load Balancer endpoint",
		Why:    "Traffic that crosses zones on its way to inspection depends on the other zone staying up.",
		Fix:    "Add an endpoint in each client zone, and route each zone to its own.",
		Source: pageGWLBEndpoints,
	},
	{
		ID: "GWLB-09", Severity: Warning,
		Title:  "Gateway Load Balancer endpoints share the quota of interface endpoints",
		Why:    "Both count against one limit per VPC, so a plan can pass it although neither kind does alone.",
		Fix:    "Count them together, or raise the quota.",
		Source: pageEndpointQuotas,
	},
}
