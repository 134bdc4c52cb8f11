package dns

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// names are the names that private DNS of an endpoint answers.
type names struct {
	// list are those known, in lower case, without a dot at the end, wildcards as "*.".
	list []string
	// known says that these are all, be there none.
	known bool
	// later says that more will be known at apply.
	later bool
	// derived says that the facts derive them from the API host of the service.
	derived bool
}

// namesOf are the names of the service that an endpoint leads to: what the caller hands in
// first, else the facts.
func namesOf(e *plan.Endpoint) names {
	if own := e.Service.Endpoint; own != nil && !own.PrivateDNSNames.IsAbsent() {
		return told(own.PrivateDNSNames)
	}
	if e.Service.Kind == plan.Undecided {
		return names{later: !e.ServiceName.IsGiven()}
	}
	offer, given := e.Service.Offer.Get()
	switch {
	case !e.Service.IsAWS():
		return names{}
	case e.Service.Offer.IsUnknown():
		return names{later: true}
	case !given || offer.PrivateDNSStatus == "unknown":
		return names{}
	}
	return factual(offer)
}

// told takes names that the caller hands in.
func told(list plan.Texts) names {
	out := names{known: true, later: list.IsUnknown()}
	for _, name := range list.Or(nil) {
		if text, given := plan.Name(name).Get(); given {
			out.list = append(out.list, text)
		}
		out.later = out.later || name.IsUnknown()
	}
	out.known = !out.later
	return out
}

// factual takes names from the facts.
func factual(offer catalog.Offer) names {
	out := names{known: true, derived: offer.PrivateDNSStatus == "derived"}
	for _, name := range offer.PrivateDNSNames {
		out.list = append(out.list, strings.ToLower(name))
	}
	return out
}

// domain is the zone that answers a name. No zone begins with a star, so that of a wildcard
// is the domain below it.
func domain(name string) string { return strings.TrimPrefix(name, "*.") }

// domains are the zones that answer the names, each once.
func (n names) domains() []string {
	var out []string
	seen := map[string]bool{}
	for _, name := range n.list {
		if d := domain(name); !seen[d] {
			seen[d] = true
			out = append(out, d)
		}
	}
	return out
}

// within reports whether a name is a domain or lies below it.
func within(name, domain string) bool { return name == domain || strings.HasSuffix(name, "."+domain) }

// ofAWS reports whether a name lies where AWS has the names of its services in a partition.
func ofAWS(name string, region catalog.Region) bool {
	for _, suffix := range []string{region.DNSSuffix, region.DualStackDNSSuffix, "amazonaws.com", "aws"} {
		if suffix != "" && (within(name, suffix) || within(suffix, name)) {
			return true
		}
	}
	return false
}
