package dns

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// private are the interface endpoints to judge of which private DNS is on. Of one where that
// is not known yet the rule waits.
func private(c *rule.Case) []*plan.Endpoint {
	var out []*plan.Endpoint
	for _, e := range c.Of(catalog.Interface) {
		if c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) && e.PrivateDNS.Or(false) {
			out = append(out, e)
		}
	}
	return out
}

// inOneVPC reports whether two endpoints are in one VPC; it is absent where nobody says which
// VPC one of them is in.
func inOneVPC(e, other *plan.Endpoint) plan.Flag {
	if e.VPCOmitted && other.VPCOmitted {
		return maybe.Of(true)
	}
	return sameID(e.VPCID, other.VPCID)
}

// sameID compares two ids.
func sameID(a, b plan.Text) plan.Flag {
	x, given := a.Get()
	y, also := b.Get()
	switch {
	case given && also:
		return maybe.Of(x == y)
	case a.IsUnknown() || b.IsUnknown():
		return maybe.Unknown[bool]()
	}
	return maybe.Absent[bool]()
}

// isS3 reports whether an endpoint leads to S3 by one of the types. Where that is not known of
// the service or the type, it is unknown.
func isS3(e *plan.Endpoint, t catalog.EndpointType) plan.Flag {
	name := e.Service.Kind == plan.Undecided && e.ServiceName.IsUnknown()
	switch {
	case !name && (!e.Service.IsAWS() || e.Service.Key != "s3"), e.Type.IsGiven() && !e.Is(t), e.Gone():
		return maybe.Of(false)
	case name || e.Type.IsUnknown():
		return maybe.Unknown[bool]()
	}
	return maybe.Of(true)
}

// gateways are the S3 gateway endpoints of a plan, or what may be one.
type gateways struct {
	all []*plan.Endpoint
	// later says that not all are known yet.
	later bool
}

func gatewaysOf(c *rule.Case) gateways {
	out := gateways{later: c.Existing.IsUnknown()}
	for _, e := range slices.Concat(c.Endpoints.Or(nil), c.Existing.Or(nil)) {
		if isS3(e, catalog.Gateway).Or(true) {
			out.all = append(out.all, e)
		}
	}
	return out
}

// beside are those in the VPC of an endpoint. open says why there may be more: nil if there
// are not.
func (g gateways) beside(e *plan.Endpoint) (found []*plan.Endpoint, open *doubt) {
	if g.later {
		open = &doubt{reason: "existing_endpoints is not known yet", later: true}
	}
	for _, other := range g.all {
		if other == e {
			continue
		}
		is, here := isS3(other, catalog.Gateway), inOneVPC(e, other)
		switch in, known := here.Get(); {
		case known && !in:
		case is.IsUnknown():
			open = &doubt{reason: fmt.Sprintf("whether %q is an S3 gateway endpoint is not known yet", other.Key), later: true}
		case in:
			found = append(found, other)
		case here.IsUnknown():
			open = &doubt{reason: fmt.Sprintf("whether the S3 gateway endpoint %q is in the same VPC is not known yet", other.Key), later: true}
		default:
			open = &doubt{reason: fmt.Sprintf("whether the S3 gateway endpoint %q is in the same VPC is not known: vpc_id is not given", other.Key)}
		}
	}
	return found, open
}

// doubt is a reason why a rule cannot be judged.
type doubt struct {
	reason string
	later  bool
}

// tell says that a rule is not checked.
func (d *doubt) tell(c *rule.Case, target string) {
	if d.later {
		c.Later(target, "%s", d.reason)
	} else {
		c.Missing(target, "%s", d.reason)
	}
}

// s3Interfaces are the S3 interface endpoints to judge with private DNS on, or of which that
// is not known yet.
func s3Interfaces(c *rule.Case) []*plan.Endpoint {
	var out []*plan.Endpoint
	for _, e := range c.Of(catalog.Interface) {
		if e.PrivateDNS.Or(true) && c.Leads(e) && isS3(e, catalog.Interface).Or(false) {
			out = append(out, e)
		}
	}
	return out
}

// inboundOnly reports whether private DNS answers the inbound resolver only. In configuration
// hashicorp/aws sends the setting only for the ordinary service name; for another, as in
// China, AWS's default holds whatever is written.
func inboundOnly(e *plan.Endpoint) plan.Flag {
	if unsent(e) {
		return maybe.Of(true)
	}
	return e.InboundOnly()
}

// unsent reports whether hashicorp/aws leaves out what is written about the inbound resolver.
func unsent(e *plan.Endpoint) bool {
	region, given := e.Region.Get()
	return e.ID.IsAbsent() && given && e.Service.Key == "s3" && e.ServiceName.IsGiven() &&
		e.Service.Name.Region == region && e.ServiceName.Or("") != "com.amazonaws."+region+".s3"
}

// inboundOnlyPath is where the setting stands, or would.
func inboundOnlyPath(e *plan.Endpoint) input.Path {
	return option(e, "private_dns_only_for_inbound_resolver_endpoint")
}

// option is the path of an argument of dns_options; of the whole where no block is written.
func option(e *plan.Endpoint, name string) input.Path {
	if e.DNS.IsGiven() {
		return e.Path("dns_options").Index(0).Attribute(name)
	}
	return e.Path("dns_options")
}

// keys are the keys of endpoints, as a sentence lists them.
func keys(endpoints []*plan.Endpoint) string {
	words := make([]string, len(endpoints))
	for i, e := range endpoints {
		words[i] = fmt.Sprintf("%q", e.Key)
	}
	return listed(words)
}

// listed lists words as a sentence does.
func listed(words []string) string {
	if n := len(words) - 1; n > 0 {
		return strings.Join(words[:n], ", ") + " and " + words[n]
	}
	return strings.Join(words, "")
}
