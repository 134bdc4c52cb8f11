package rules

// securityGroupRules say which security groups and network ACLs let clients reach an interface endpoint.
var securityGroupRules = []Rule{
	{
		ID: "SG-01", Severity: Error,
		Title:  "The endpoint's security group must admit clients on the service's port",
		Why:    "Most services listen on TCP port 443; SMTP, file transfer and partner services on others. Connections that no rule admits time out.",
		Fix:    "Add an ingress rule for the service's port from the clients' CIDRs or security groups.",
		Source: pageCreateInterface,
	},
	{
		ID: "SG-02", Severity: Warning,
		Title:  "An interface endpoint should have a security group of its own",
		Why:    "Without one AWS attaches the default group of the VPC, which normally admits only its own members.",
		Fix:    "Set security_group_ids to a group that admits the clients.",
		Source: pageCreateInterface,
	},
	{
		ID: "SG-03", Severity: Warning,
		Title:  "The endpoint's security group should not admit every address",
		Why:    "Only clients in connected networks can reach the endpoint, so a rule for all addresses gives more than any of them needs.",
		Fix:    "Admit the CIDRs of the VPC and the connected networks, or the clients' security groups.",
		Source: "https://github.com/aws/aws-cdk/issues/4938",
	},
	{
		ID: "SG-04", Severity: Error,
		Title:  "The clients' security groups and the network ACLs must allow the way to the endpoint",
		Why:    "Traffic leaves a client subnet and enters the endpoint's subnet. A missing egress rule, or an ACL on either side, blocks it.",
		Fix:    "Allow egress to the endpoint on the service's port, and both directions in the network ACLs of both subnets.",
		Source: pageCreateInterface,
	},
	{
		ID: "SG-05", Severity: Error,
		Title:  "Callers outside the VPC must be admitted by CIDR",
		Why:    "The endpoint's security group sees callers from on-premises, peered VPCs or a transit gateway by their addresses. Those not listed time out.",
		Fix:    "Add ingress rules for the callers' CIDRs on the service's port.",
		Source: pageHub,
	},
	{
		ID: "SG-06", Severity: Warning,
		Title:  "Security groups and their rules must stay within the quota",
		Why:    "By default a network interface takes five groups and a group sixty rules in each direction. AWS refuses more.",
		Fix:    "Merge rules or groups, use prefix lists, or raise the quota.",
		Source: pageVPCQuotas,
	},
}
