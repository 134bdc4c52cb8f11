package rules

// family groups the rules whose ids begin with the same letters.
type family struct {
	prefix string
	name   string
	rules  []Rule
}

// families lists the rule book in the order in which it is read.
func families() []family {
	return []family{
		{"REG", "Names, partitions and Regions", regionRules},
		{"ACC", "Accounts and ownership", accountRules},
		{"GW", "Gateway endpoints", gatewayRules},
		{"IF", "Interface endpoints", interfaceRules},
		{"SG", "Security groups and network ACLs", securityGroupRules},
		{"DNS", "Private DNS", dnsRules},
		{"DEP", "Services that need each other", dependencyRules},
		{"GWLB", "Gateway Load Balancer endpoints", gatewayLoadBalancerRules},
		{"LAT", "Resource, service-network and tunnel endpoints", latticeRules},
		{"QUO", "Quotas", quotaRules},
		{"HUB", "Hubs", hubRules},
		{"COST", "Cost", costRules},
		{"TF", "Terraform configuration", configurationRules},
	}
}
