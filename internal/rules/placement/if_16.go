package placement

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if16: vpc_endpoint_type must be set for an interface service.
var if16 = rule.Rule{
	ID: "IF-16", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "vpc_endpoint_type must be set for an interface service",
	Why:    "hashicorp/aws takes Gateway when the type is left out, and AWS refuses that for a service without gateway endpoint.",
	Fix:    "Set vpc_endpoint_type to Interface.",
	Source: page.EndpointResourceCode,
	Check:  checkTypeWritten,
}

// checkTypeWritten judges the endpoints without a type. Gateway that is written out is GW-01.
func checkTypeWritten(c *rule.Case) {
	for _, e := range c.Judged() {
		if !c.Settled(e.Key, "vpc_endpoint_type", e.Type) || !e.TypeOmitted || !c.Leads(e) || e.Service.Has(catalog.Gateway) {
			continue
		}
		f := rule.Finding{
			Target: e.Key, At: e.Path("vpc_endpoint_type"), Related: []string{"GW-01"},
			Detail: fmt.Sprintf("vpc_endpoint_type is left out, so hashicorp/aws asks for a gateway endpoint, and %s has none; AWS refuses it.", e.Service.Label()),
		}
		if types := typesOf(e.Service); types != "" {
			f.Fix = "Set vpc_endpoint_type to " + types + "."
		}
		c.Add(f)
	}
}

// typesOf are the types that lead to a service; empty if they are not known.
func typesOf(s plan.Service) string {
	switch s.Kind {
	case plan.AWS:
		var types []string
		for _, t := range s.Entry.Types {
			types = append(types, string(t))
		}
		return strings.Join(types, " or ")
	case plan.Own:
		if s.Endpoint != nil && s.Endpoint.ServiceType.IsGiven() {
			return s.Endpoint.ServiceType.Or("")
		}
		return string(catalog.Interface) + ", or GatewayLoadBalancer if such a load balancer is behind the service"
	case plan.Lattice:
		return string(catalog.Resource)
	case plan.Mesh:
		return string(catalog.ServiceNetwork)
	case plan.Undecided:
	}
	return ""
}
