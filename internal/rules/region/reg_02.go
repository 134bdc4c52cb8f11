package region

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg02: only an interface endpoint can reach a service in another Region.
var reg02 = rule.Rule{
	ID: "REG-02", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Only an interface endpoint can reach a service in another Region",
	Why:    "AWS offers a foreign service Region for interface endpoints alone. A gateway endpoint carries traffic only to the Region it is created in.",
	Fix:    "Use vpc_endpoint_type Interface, or remove service_region.",
	Source: page.CrossRegion,
	Check:  checkCrossingType,
}

// checkCrossingType looks at the type of every endpoint for another Region.
func checkCrossingType(c *rule.Case) {
	for _, x := range crossings(c) {
		t, known := x.Type.Get()
		switch {
		case !known:
			c.Settled(x.Key, "vpc_endpoint_type", x.Type)
		case t == catalog.Interface:
		case t == catalog.GatewayLoadBalancer:
			c.Missing(x.Key, "whether a Gateway Load Balancer endpoint can reach another Region is not documented")
		default:
			judgeCrossingType(c, x, t)
		}
	}
}

// judgeCrossingType reports a type that cannot cross.
func judgeCrossingType(c *rule.Case, x crossing, t catalog.EndpointType) {
	said := fmt.Sprintf("is of type %s", t)
	var related []string
	if x.TypeOmitted {
		said = "is of type Gateway, because vpc_endpoint_type is not written,"
		if x.Service.Kind != plan.Undecided && !x.Service.Has(catalog.Gateway) {
			related = []string{"IF-16"}
		}
	}
	c.Add(rule.Finding{
		Target: x.Key, At: x.Path("vpc_endpoint_type"), Related: related,
		Detail: fmt.Sprintf("The endpoint in %s %s and its service is in %s; only an interface endpoint reaches another Region.", x.here.Code, said, x.home.Code),
	})
}
