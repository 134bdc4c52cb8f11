package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// crossing is an endpoint for a service of another Region of its partition.
type crossing struct {
	*plan.Endpoint
	// here is the Region of the endpoint, home that of the service.
	here, home catalog.Region
}

// crossings are the endpoints for services of other Regions. Those that lead into another
// partition are left to REG-05: nothing else about them can be put right.
func crossings(c *rule.Case) []crossing {
	var out []crossing
	for _, e := range c.Judged() {
		if here, home, ok := ends(c, e); ok && here.Code != home.Code && here.Partition == home.Partition {
			out = append(out, crossing{e, here, home})
		}
	}
	return out
}

// interfaces are the crossings of the only type that can cross; the others are left to REG-02.
func interfaces(c *rule.Case) []crossing {
	var out []crossing
	for _, x := range crossings(c) {
		if c.Settled(x.Key, "vpc_endpoint_type", x.Type) && x.Is(catalog.Interface) {
			out = append(out, x)
		}
	}
	return out
}

// ends are the Regions of an endpoint and of its service, where service_region is written. If
// one is not known, the rule is not checked.
func ends(c *rule.Case, e *plan.Endpoint) (here, home catalog.Region, ok bool) {
	if e.ServiceRegion.IsAbsent() || !c.Settled(e.Key, "service_region", e.ServiceRegion) {
		return here, home, false
	}
	here, known := regionOf(c, e.Key, "region", e.Region)
	if !known {
		return here, home, false
	}
	home, ok = regionOf(c, e.Key, "service_region", e.ServiceRegion)
	return here, home, ok
}

// regionOf looks up a Region; one that the facts do not know keeps the rule from looking.
func regionOf(c *rule.Case, target, name string, code plan.Text) (catalog.Region, bool) {
	if !c.Need(target, name, code) {
		return catalog.Region{}, false
	}
	text := code.Or("")
	r, known := c.Catalog.Region(text)
	if !known {
		c.Missing(target, "%s %q is no Region that the facts know", name, text)
	}
	return r, known
}

// nameDisagrees reports whether the service name speaks of another Region than service_region,
// which is REG-01.
func (x crossing) nameDisagrees() bool {
	in := x.Service.Name.Region
	return in != "" && in != x.home.Code
}

// offer is what is known about an interface endpoint for the service in its own Region.
func (x crossing) offer(c *rule.Case) (catalog.Offer, bool) {
	return c.Catalog.Offer(x.Service.Key, x.home.Code, catalog.Interface)
}

// possible reports whether nothing known forbids the crossing, so that it is worth to speak
// about what comes with it.
func (x crossing) possible(c *rule.Case) bool {
	if !x.Service.IsAWS() {
		return true
	}
	offer, ok := x.offer(c)
	return ok && offer.Availability != catalog.NotOffered && offer.CrossRegion != nil && *offer.CrossRegion && !x.nameDisagrees()
}
