package rules

// configurationRules say how endpoints go wrong in Terraform itself.
var configurationRules = []Rule{
	{
		ID: "TF-01", Severity: Error,
		Title:  "An association must be written in one place only",
		Why:    "A route table, subnet or security group that stands both in the endpoint and in an association resource is added by one and removed by the other in turn.",
		Fix:    "Keep either the inline argument or the association resources.",
		Source: pageEndpointResource,
	},
	{
		ID: "TF-02", Severity: Error,
		Title:  "An association must not be declared twice",
		Why:    "The second declaration is accepted without a word, and destroying either removes the real association.",
		Fix:    "Remove the second association resource.",
		Source: awsProvider + "issues/26663",
	},
	{
		ID: "TF-03", Severity: Warning,
		Title:  "Names that become known at apply may replace endpoints",
		Why:    "service_name, service_region, vpc_id and vpc_endpoint_type cannot change in place. A name read from a data source that waits for apply makes Terraform plan a replacement.",
		Fix:    "Compute the name statically, for instance with provider::vpce::service_name.",
		Source: awsProvider + "issues/25568",
	},
	{
		ID: "TF-04", Severity: Error, DocumentationOnly: true,
		Title:  "Ids that are unknown at plan cannot be keys of for_each",
		Why:    "Terraform must know the keys when it plans, and ids of new resources are known only after apply.",
		Fix:    "Use maps with keys of your own.",
		Source: "https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/628",
	},
	{
		ID: "TF-05", Severity: Warning, DocumentationOnly: true,
		Title:  "The endpoint service data source sees the provider's Region only",
		Why:    "It does not find services of other Regions, or gives no Availability Zones for them.",
		Fix:    "Take names and zones of other Regions from the catalogue.",
		Source: awsProvider + "issues/42462",
	},
	{
		ID: "TF-06", Severity: Error, DocumentationOnly: true,
		Title:  "A lookup by service name must also give the type",
		Why:    "S3 and DynamoDB have the same service name for both types, so a lookup without the type finds two or the wrong one.",
		Fix:    "Set service_type in the data source.",
		Source: "https://github.com/eksctl-io/eksctl/issues/3214",
	},
	{
		ID: "TF-07", Severity: Warning, DocumentationOnly: true,
		Title:  "Some versions of hashicorp/aws ignore private DNS that is switched off",
		Why:    "Versions 5.51 and 5.52 did not honour private_dns_enabled where it was false or left out.",
		Fix:    "Use a later version.",
		Source: awsProvider + "issues/37694",
	},
	{
		ID: "TF-08", Severity: Warning,
		Title:  "Some versions of hashicorp/aws cannot switch inbound-resolver-only off",
		Why:    "Setting private_dns_only_for_inbound_resolver_endpoint to false failed for S3 in some versions. The option is sent only for service names that start with com.amazonaws, so not for those of China with the cn prefix.",
		Fix:    "Use a recent version; in China keep both a gateway and an interface endpoint.",
		Source: awsProvider + "issues/33689",
	},
	{
		ID: "TF-09", Severity: Warning,
		Title:  "Replacing the default security group by association fails on the next apply",
		Why:    "replace_default_association finds no default group left to replace when it is applied again.",
		Fix:    "Give the security groups to the endpoint itself when it is created.",
		Source: awsProvider + "issues/27100",
	},
	{
		ID: "TF-10", Severity: Error,
		Title:  "Only one stack can own the gateway route of a table",
		Why:    "A second stack fails to add the route, or cuts off the first when it removes it.",
		Fix:    "Keep the table in the stack that owns the endpoint, and give that endpoint to the others as existing.",
		Source: pageGateway,
	},
	{
		ID: "TF-11", Severity: Warning, DocumentationOnly: true,
		Title:  "The vpc-endpoints module ignores some settings",
		Why:    "Version 6.6.0 of terraform-aws-modules/vpc drops subnet_ids of Gateway Load Balancer endpoints, and looks for dns_record_ip_type one level too deep.",
		Fix:    "Use module_endpoints of the design, which is written for that module, or aws_vpc_endpoint itself.",
		Source: "https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/1271",
	},
	{
		ID: "TF-12", Severity: Info, DocumentationOnly: true,
		Title:  "hashicorp/aws does not check these rules in a plan",
		Why:    "Its plan looks at replacement and computed network interfaces only, so a wrong design fails first at apply, or never.",
		Fix:    "Check the design with this provider before it is applied.",
		Source: pageEndpointResourceCode,
	},
}
