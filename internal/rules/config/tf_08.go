package config

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf08: some versions of hashicorp/aws cannot switch inbound-resolver-only off.
var tf08 = rule.Rule{
	ID: "TF-08", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "Some versions of hashicorp/aws cannot switch inbound-resolver-only off",
	Why:    "Setting private_dns_only_for_inbound_resolver_endpoint to false failed for S3 in some versions. The option is sent only for service names that start with com.amazonaws, so not for those of China with the cn prefix.",
	Fix:    "Use a recent version; in China keep both a gateway and an interface endpoint.",
	Source: page.AWSProvider + "issues/33689",
	Check:  checkFlagSent,
}

// checkFlagSent finds S3 interface endpoints of which hashicorp/aws does not send the option,
// because the service name has a prefix that it does not look for. The versions that failed
// otherwise are not to be seen in a configuration.
func checkFlagSent(c *rule.Case) {
	for _, e := range c.Of(catalog.Interface) {
		name, given := e.ServiceName.Get()
		switch {
		case e.ServiceName.IsUnknown() && strings.HasPrefix(c.Region.Code, "cn-"):
			c.Later(e.Key, "service_name is not known yet")
		case !given || e.Service.Key != "s3" || strings.HasPrefix(name, "com.amazonaws."):
		case e.PrivateDNS.IsGiven() && !e.PrivateDNS.Or(false), e.DNS.IsAbsent(), e.DNS.Or(plan.DNSOptions{}).InboundOnly.Or(false):
		case c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) && c.Settled(e.Key, "dns_options", e.InboundOnly()):
			c.Fault(e.Key, e.Path("dns_options"), "private_dns_only_for_inbound_resolver_endpoint is false, but hashicorp/aws sends it only for service names that begin with com.amazonaws, and this one is %q. AWS then takes its default, true, which needs an S3 gateway endpoint in the VPC and leaves callers in the VPC to that.", name)
		}
	}
}
