package rules

// quotaRules say how many of each kind AWS admits. A check fails above the quota and
// warns from eighty percent of it.
var quotaRules = []Rule{
	{
		ID: "QUO-01", Severity: Error,
		Title:  "Gateway endpoints per Region must stay within the quota",
		Why:    "The default is 20 in an account and Region. AWS refuses the next one.",
		Fix:    "Raise the quota and set quotas.gateway_endpoints_per_region, or use fewer endpoints.",
		Source: pageEndpointQuotas,
	},
	{
		ID: "QUO-02", Severity: Error,
		Title:  "Gateway endpoints per VPC must stay within the quota",
		Why:    "The default is 255, and AWS refuses the next one.",
		Fix:    "Use fewer gateway endpoints with more route tables each.",
		Source: pageEndpointQuotas,
	},
	{
		ID: "QUO-03", Severity: Error,
		Title:  "Interface and Gateway Load Balancer endpoints per VPC must stay within the quota",
		Why:    "The default is 50 for both kinds together. AWS refuses the next one.",
		Fix:    "Raise the quota and set quotas.interface_endpoints_per_vpc, or move endpoints to a hub.",
		Source: pageEndpointQuotas,
	},
	{
		ID: "QUO-04", Severity: Error,
		Title:  "Resource endpoints per VPC must stay within the quota",
		Why:    "The default is 200. AWS refuses the next one.",
		Fix:    "Raise the quota and set quotas.resource_endpoints_per_vpc, or use a service network.",
		Source: pageEndpointQuotas,
	},
	{
		ID: "QUO-05", Severity: Error,
		Title:  "Service-network endpoints per VPC must stay within the quota",
		Why:    "The default is 50. AWS refuses the next one.",
		Fix:    "Raise the quota and set quotas.service_network_endpoints_per_vpc, or merge service networks.",
		Source: pageEndpointQuotas,
	},
	{
		ID: "QUO-06", Severity: Error,
		Title:  "An endpoint policy must stay within 20,480 characters",
		Why:    "White space counts, and the limit cannot be raised. AWS refuses a longer policy.",
		Fix:    "Minify the policy, or merge statements.",
		Source: pageEndpointQuotas,
	},
	{
		ID: "QUO-07", Severity: Error,
		Title:  "Routes per route table must stay within the quota",
		Why:    "The default is 500 routes that are not propagated, for IPv4 and IPv6 apart, and it can be raised to 1,000. A prefix list counts with its weight.",
		Fix:    "Raise the quota and set quotas.routes_per_route_table, or merge routes.",
		Source: pageVPCQuotas,
	},
	{
		ID: "QUO-08", Severity: Error,
		Title:  "Route tables and subnets per VPC must stay within the quota",
		Why:    "The default is 200 of each. AWS refuses the next one.",
		Fix:    "Raise the quota and set quotas.route_tables_per_vpc or quotas.subnets_per_vpc, or use fewer.",
		Source: pageVPCQuotas,
	},
	{
		ID: "QUO-09", Severity: Error,
		Title:  "Network ACL rules must stay within the quota",
		Why:    "The default is 20 in each direction, and it can be raised to 40.",
		Fix:    "Raise the quota and set quotas.network_acl_rules, or merge rules.",
		Source: pageVPCQuotas,
	},
	{
		ID: "QUO-10", Severity: Error,
		Title:  "Security groups per interface and rules per group must stay within the quota",
		Why:    "The defaults are 5 groups and 60 rules. Both can be raised, but their product must not pass 1,000.",
		Fix:    "Raise the quota and set it in quotas, merge rules, or use fewer groups.",
		Source: pageVPCQuotas,
	},
	{
		ID: "QUO-11", Severity: Error,
		Title:  "Network interfaces per Region must stay within the quota",
		Why:    "The default is 5,000, and every interface endpoint takes one in each of its zones.",
		Fix:    "Raise the quota and set quotas.network_interfaces_per_region, or use fewer endpoints or zones.",
		Source: pageVPCQuotas,
	},
	{
		ID: "QUO-12", Severity: Error, DocumentationOnly: true,
		Title:  "A VPC can have one Route 53 Profile",
		Why:    "AWS refuses the second. One Profile serves about 1,000 VPCs by default.",
		Fix:    "Put all shared names into one Profile.",
		Source: pageRoute53Profiles,
	},
	{
		ID: "QUO-13", Severity: Info, DocumentationOnly: true,
		Title:  "Calls about endpoints are throttled for the organisation too",
		Why:    "Many accounts that create endpoints at the same time slow each other down.",
		Fix:    "Spread large changes over time, and let the calls retry.",
		Source: pageEndpointQuotas,
	},
}
