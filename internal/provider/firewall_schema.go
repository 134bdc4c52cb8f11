package provider

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
)

// firewallAttributes are the inputs that describe security groups and network ACLs.
func firewallAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"security_groups": optionalMap(
			"Security groups by your own key, of endpoints and of clients; whole `aws_security_group` objects fit, resource or data source. "+
				"A group's rules are known if its own lists or the maps of rules are given. Null: not given.",
			map[string]schema.Attribute{
				"id":      optionalText("Id of the group."),
				"vpc_id":  optionalText("VPC of the group."),
				"ingress": optionalSet("Rules in, as the resource shows them. Null, with no map of rules given: not given.", inlineRuleAttributes()),
				"egress":  optionalSet("Rules out, as the resource shows them. Null, with no map of rules given: not given.", inlineRuleAttributes()),
				"client":  optionalFlag("Whether callers of the endpoints have the group. Null: it is one that no endpoint uses."),
			},
		),
		"security_group_ingress_rules": securityRulesAttribute("in"),
		"security_group_egress_rules":  securityRulesAttribute("out"),
		"network_acls": optionalMap(
			"Network ACLs by your own key; whole `aws_network_acl` and `aws_default_network_acl` objects fit. Null: not given, so what they let through is not checked.",
			map[string]schema.Attribute{
				"id":         optionalText("Id of the ACL."),
				"vpc_id":     optionalText("VPC of the ACL."),
				"subnet_ids": optionalTexts("Ids of its subnets."),
				"subnets":    optionalTexts("Keys into `subnets`, for subnets that have no id yet."),
				"default":    optionalFlag("Whether it is the default ACL of the VPC, which serves every subnet without another. Null: it is, if its id is `vpc.default_network_acl_id`."),
				"ingress":    optionalSet("Rules in, as the resource shows them. Null, with `network_acl_rules` null: not given.", inlineACLAttributes()),
				"egress":     optionalSet("Rules out, as the resource shows them. Null, with `network_acl_rules` null: not given.", inlineACLAttributes()),
			},
		),
		"network_acl_rules": networkACLRulesAttribute(),
	}
}

// portAttributes are those of every rule.
func portAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"from_port": schema.Int64Attribute{Optional: true, MarkdownDescription: "First port."},
		"to_port":   schema.Int64Attribute{Optional: true, MarkdownDescription: "Last port."},
		"protocol":  optionalText("Protocol: `tcp`, `udp`, a number, or `-1` for all."),
	}
}

// inlineRuleAttributes are those of a rule in an aws_security_group.
func inlineRuleAttributes() map[string]schema.Attribute {
	attributes := portAttributes()
	maps.Copy(attributes, map[string]schema.Attribute{
		"cidr_blocks":      optionalTexts("IPv4 ranges of the other side."),
		"ipv6_cidr_blocks": optionalTexts("IPv6 ranges of the other side."),
		"prefix_list_ids":  optionalTexts("Prefix lists of the other side."),
		"security_groups":  optionalTexts("Ids of security groups of the other side."),
		"self":             optionalFlag("Whether the group itself is the other side."),
	})
	return attributes
}

func securityRulesAttribute(direction string) schema.MapNestedAttribute {
	attributes := inlineRuleAttributes()
	delete(attributes, "security_groups")
	maps.Copy(attributes, map[string]schema.Attribute{
		"security_group_id":            optionalText("Id of the group that the rule belongs to."),
		"security_group":               optionalText("Key into `security_groups` of that group, where the id is not known."),
		"ip_protocol":                  optionalText("Protocol, as the `aws_vpc_security_group_*_rule` resources name it."),
		"cidr_ipv4":                    optionalText("IPv4 range of the other side."),
		"cidr_ipv6":                    optionalText("IPv6 range of the other side."),
		"prefix_list_id":               optionalText("Prefix list of the other side."),
		"referenced_security_group_id": optionalText("Id of the security group of the other side."),
		"referenced_security_group":    optionalText("Key into `security_groups` of that group, where the id is not known."),
		"source_security_group_id":     optionalText("The same, as `aws_security_group_rule` names it."),
		"type":                         optionalText("`ingress` or `egress`, as `aws_security_group_rule` has it; one that belongs into the other map is an error."),
	})
	return optionalMap(
		"Rules "+direction+" that stand apart from their groups, by your own key; whole `aws_vpc_security_group_ingress_rule`, `aws_vpc_security_group_egress_rule` and "+
			"`aws_security_group_rule` objects fit. Given, even empty, they say that the rules "+direction+" of all groups are known. Null: only the groups' own lists count.",
		attributes,
	)
}

// inlineACLAttributes are those of a rule in an aws_network_acl.
func inlineACLAttributes() map[string]schema.Attribute {
	attributes := portAttributes()
	maps.Copy(attributes, map[string]schema.Attribute{
		"rule_no":         schema.Int64Attribute{Optional: true, MarkdownDescription: "Number; the rule with the lowest that matches decides."},
		"action":          optionalText("`allow` or `deny`."),
		"cidr_block":      optionalText("IPv4 range of the other side. A prefix list here is the finding GW-13."),
		"ipv6_cidr_block": optionalText("IPv6 range of the other side."),
	})
	return attributes
}

func networkACLRulesAttribute() schema.MapNestedAttribute {
	attributes := portAttributes()
	maps.Copy(attributes, map[string]schema.Attribute{
		"network_acl_id":  optionalText("Id of the ACL."),
		"network_acl":     optionalText("Key into `network_acls`, where the id is not known."),
		"rule_number":     schema.Int64Attribute{Optional: true, MarkdownDescription: "Number; the rule with the lowest that matches decides."},
		"egress":          optionalFlag("Whether it is a rule out. Default `false`."),
		"rule_action":     optionalText("`allow` or `deny`."),
		"cidr_block":      optionalText("IPv4 range of the other side. A prefix list here is the finding GW-13."),
		"ipv6_cidr_block": optionalText("IPv6 range of the other side."),
	})
	return optionalMap(
		"Rules of network ACLs that stand apart from them, by your own key; whole `aws_network_acl_rule` objects fit. Given, even empty, they say that the rules of all ACLs are known. Null: only the ACLs' own lists count.",
		attributes,
	)
}

// nameAttributes are the inputs that describe what answers DNS names beside the endpoints.
func nameAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"private_hosted_zones": optionalMap(
			"Route 53 zones that this VPC sees, by your own key; whole `aws_route53_zone` objects fit. Null: not given, so conflicts with private DNS are not checked.",
			map[string]schema.Attribute{
				"name":    optionalText("Domain name of the zone."),
				"zone_id": optionalText("Id of the zone."),
				"vpc": optionalSet("VPCs of the zone. Null: this VPC. Empty: a public zone.", map[string]schema.Attribute{
					"vpc_id":     optionalText("Id of the VPC."),
					"vpc_region": optionalText("Region of the VPC."),
				}),
				"private_zone": optionalFlag("Whether it is a private zone, as the data source shows it."),
				"vpc_id":       optionalText("VPC, as the data source takes it."),
				"records":      optionalTexts("Names of the records in it. Null is not known."),
			},
		),
		"resolver_rules": optionalMap(
			"Route 53 Resolver rules of this VPC, by your own key; whole `aws_route53_resolver_rule` objects fit. Null: not given.",
			map[string]schema.Attribute{
				"domain_name": optionalText("Domain name that the rule is for."),
				"rule_type":   optionalText("`FORWARD`, `SYSTEM` or `RECURSIVE`."),
			},
		),
		"resolver_endpoints": optionalMap(
			"Route 53 Resolver endpoints of this VPC, by your own key; whole `aws_route53_resolver_endpoint` objects fit. Null: not given.",
			map[string]schema.Attribute{"direction": optionalText("`INBOUND`, `OUTBOUND` or `INBOUND_DELEGATION`.")},
		),
	}
}
