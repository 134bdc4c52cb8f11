package gateway

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw10: callers outside the VPC cannot use a gateway endpoint.
var gw10 = rule.Rule{
	ID: "GW-10", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Callers outside the VPC cannot use a gateway endpoint",
	Why:    "The route serves subnets of this VPC only. Traffic from on-premises, a peered VPC, a transit gateway or another Region does not pass through it.",
	Fix:    "Add an interface endpoint for these callers and keep the gateway endpoint for the VPC.",
	Source: page.GatewayS3,
	Check:  checkOutsideCallers,
}

// checkOutsideCallers finds services that callers outside the VPC are to reach and that have a
// gateway endpoint only.
func checkOutsideCallers(c *rule.Case) {
	s := surveyed(c)
	interfaces := s.interfaces()
	for _, e := range s.judged {
		if !s.isFirst(e) || inAnotherVPC(c, e) || !c.Settled(e.Key, "callers", c.CallersOf(e)) {
			continue
		}
		outside := outsideOf(c.CallersOf(e).Or(nil))
		if len(outside) == 0 {
			continue
		}
		if i := interfaces.find(e); i != nil {
			s.remind(e.Key, e.Path("vpc_endpoint_type"), "Let these callers resolve the service to the interface endpoint, or call it by the endpoint's own names.",
				"The gateway endpoint serves the VPC only. The callers %s reach %s through the interface endpoint %q.", words(outside), e.Service.Key, i.Key)
		} else if reason := interfaces.doubt(e); reason != "" {
			c.Later(e.Key, "%s", reason)
		} else {
			s.faultOutside(e, outside)
		}
	}
}

// inAnotherVPC reports whether an endpoint is known to be in another VPC than the network:
// nobody said who calls from there.
func inAnotherVPC(c *rule.Case, e *plan.Endpoint) bool {
	own, given := c.Network.VPCID.Get()
	other, also := e.VPCID.Get()
	return given && also && own != other
}

// faultOutside reports callers that nothing serves.
func (s *survey) faultOutside(e *plan.Endpoint, outside []string) {
	f := rule.Finding{
		Target: e.Key, At: s.callersAt(e), Related: relatedOfCallers(outside),
		Detail: fmt.Sprintf("The callers %s are to reach %s, and only the gateway endpoint %q is there, which serves subnets of its own VPC and nobody else.", words(outside), e.Service.Key, e.Key),
	}
	if !e.Service.Has(catalog.Interface) {
		f.Fix = fmt.Sprintf("There is no interface endpoint for %s; let these callers go through something inside the VPC, or over the public endpoints.", e.Service.Key)
	}
	s.Add(f)
}

// callersAt is where the callers of a service are written.
func (s *survey) callersAt(e *plan.Endpoint) input.Path {
	if option, given := s.Options[e.Service.Key]; given && option.Callers.IsGiven() {
		return input.At("service_options").Key(e.Service.Key).Attribute("callers")
	}
	return input.At("callers")
}

// outsideOf are the callers that are not in the VPC.
func outsideOf(callers []string) []string {
	return slices.DeleteFunc(slices.Clone(callers), func(caller string) bool { return caller == plan.CallerVPC })
}

// words joins the words for callers.
func words(callers []string) string { return strings.Join(callers, ", ") }

// relatedOfCallers are the rules about hubs and peering that say the same.
func relatedOfCallers(callers []string) []string {
	peered := slices.Contains(callers, plan.CallerPeeredVPC)
	var out []string
	if peered || slices.Contains(callers, plan.CallerTransitGateway) {
		out = append(out, "HUB-01")
	}
	if peered {
		out = append(out, "HUB-13")
	}
	return out
}

// interfaces are the interface endpoints of a plan, by service.
type interfaces struct {
	byService map[string][]*plan.Endpoint
	// open are endpoints that may be such endpoints; later says that there may be more.
	open  []*plan.Endpoint
	later bool
}

// interfaces finds the interface endpoints among those given and those that exist.
func (s *survey) interfaces() interfaces {
	out := interfaces{byService: map[string][]*plan.Endpoint{}, later: s.Existing.IsUnknown()}
	for _, e := range slices.Concat(s.Endpoints.Or(nil), s.Existing.Or(nil)) {
		switch {
		case e.Gone():
		case e.Type.IsUnknown() || e.Is(catalog.Interface) && (e.ServiceName.IsUnknown() || e.HomeRegion().IsUnknown()):
			out.open = append(out.open, e)
		case e.Is(catalog.Interface) && e.Service.IsAWS():
			out.byService[e.Service.Key] = append(out.byService[e.Service.Key], e)
		}
	}
	return out
}

// find returns an interface endpoint for the service of a gateway endpoint, or nil. Callers
// from outside may as well use one of another VPC.
func (i interfaces) find(e *plan.Endpoint) *plan.Endpoint {
	for _, other := range i.byService[e.Service.Key] {
		if other.HomeRegion().Or("") == e.HomeRegion().Or("") {
			return other
		}
	}
	return nil
}

// doubt says why there may be one that is not known yet.
func (i interfaces) doubt(e *plan.Endpoint) string {
	for _, other := range i.open {
		if other.Service.Key == e.Service.Key || other.ServiceName.IsUnknown() {
			return fmt.Sprintf("whether %q is an interface endpoint for %s is not known yet", other.Key, e.Service.Key)
		}
	}
	if i.later {
		return "existing_endpoints is not known yet"
	}
	return ""
}
