package lattice

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// lat01: an endpoint names exactly one target.
var lat01 = rule.Rule{
	ID: "LAT-01", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "An endpoint names exactly one target",
	Why:    "AWS takes one of service name, resource configuration and service network, and refuses none or several.",
	Fix:    "Keep one of service_name, resource_configuration_arn and service_network_arn.",
	Source: page.CreateEndpointAPI,
	Check:  checkTarget,
}

// checkTarget counts what each endpoint names. One that exists already passed AWS.
func checkTarget(c *rule.Case) {
	for _, e := range c.Judged() {
		if e.ID.IsGiven() {
			continue
		}
		var written, open []string
		for _, name := range []struct {
			attribute  string
			value, key plan.Text
		}{
			{"service_name", e.ServiceName, e.Keys.EndpointService},
			{"resource_configuration_arn", e.ResourceConfigurationARN, e.Keys.ResourceConfiguration},
			{"service_network_arn", e.ServiceNetworkARN, e.Keys.ServiceNetwork},
		} {
			switch {
			case name.value.IsGiven() || name.key.IsGiven():
				written = append(written, name.attribute)
			case name.value.IsUnknown() || name.key.IsUnknown():
				open = append(open, name.attribute)
			}
		}
		switch {
		case len(written) > 1:
			c.Fault(e.Key, e.Path(written[1]), "The endpoint names %d targets, by %s; AWS takes one.", len(written), strings.Join(written, " and "))
		case len(written)+len(open) == 0:
			c.Fault(e.Key, e.At, "The endpoint names no target: none of service_name, resource_configuration_arn and service_network_arn is given.")
		case len(open) > 0:
			c.Later(e.Key, "%s is not known yet, and may be null", strings.Join(open, " and "))
		}
	}
}
