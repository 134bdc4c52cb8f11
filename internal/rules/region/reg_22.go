package region

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg22: the service must offer this endpoint in the Region.
var reg22 = rule.Rule{
	ID: "REG-22", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The service must offer this endpoint in the Region",
	Why:    "Endpoints are not offered in every Region of a service, and AWS refuses the name where they are not.",
	Fix:    "Use a NAT gateway or a proxy for this service, or an endpoint in a Region that offers it.",
	Source: page.Services,
	Check:  checkOffered,
}

// checkOffered asks of every service of AWS whether it offers the endpoint in its Region, and of
// every service that is wanted whether some endpoint can serve it. A name that is wrong, or a
// wrong Region, is left to the rules about that.
func checkOffered(c *rule.Case) {
	planned := map[string]bool{}
	spellings(c, func(e *plan.Endpoint, s spelling) {
		switch {
		case s.slip == unheard:
			c.Missing(e.Key, "service_name %q is of no service that the facts know", s.written)
		case s.slip == none && e.Service.IsAWS():
			planned[e.Service.Key] = true
			judgeOffered(c, e)
		}
	})
	seen := map[string]bool{}
	for _, w := range c.Wishes.Or(nil) {
		if id := w.Key + "@" + w.Region; !planned[w.Key] && !seen[id] {
			seen[id] = true
			judgeWish(c, w)
		}
	}
	c.Settled("", "services", c.Wishes)
}

// judgeOffered judges one endpoint for a service of AWS.
func judgeOffered(c *rule.Case, e *plan.Endpoint) {
	s := e.Service.Entry
	switch {
	case s.Lifecycle == "retired":
		c.Fault(e.Key, e.Path("service_name"), "%s has ended, so there is nothing to create an endpoint for.", s.Name)
		return
	case s.SupersededBy != "":
		c.Remind(e.Key, e.Path("service_name"), "%q is an old name that takes no new connections; %q takes its place.", s.Key, s.SupersededBy)
	case s.Lifecycle == "closing" || s.Lifecycle == "closed-to-new":
		c.Remind(e.Key, e.Path("service_name"), "%s: %s", s.Name, s.Notes)
	}
	region, known := whereOffered(c, e)
	if !known {
		return
	}
	t, typed := e.Type.Get()
	if typed && !slices.Contains(s.Types, t) {
		if t != catalog.Gateway { // which is IF-16
			c.Fault(e.Key, e.Path("vpc_endpoint_type"), "%s has no endpoint of type %s.", s.Name, t)
		}
		return
	}
	if !typed {
		t = s.Types[0] // Regions do not differ between the types
		c.Settled(e.Key, "vpc_endpoint_type", e.Type)
	}
	offer, _ := c.Catalog.Offer(s.Key, region, t)
	switch offer.Availability {
	case catalog.NotOffered:
		if e.Service.Name.Region != "" || len(offer.HomeRegions) == 0 { // else it is REG-17
			c.Fault(e.Key, e.Path("service_name"), "%s has no endpoint in %s. %s", s.Name, region, offer.Basis)
		}
	case catalog.NotEvidenced:
		c.Missing(e.Key, "whether %s offers this endpoint is not known: %s", region, strings.TrimSuffix(offer.Basis, "."))
	case catalog.Offered:
	}
}

// whereOffered is the Region in which the endpoint is asked for: that of the name, else that of
// the service. Where the two differ it is REG-01, and a fixed Region is REG-18.
func whereOffered(c *rule.Case, e *plan.Endpoint) (string, bool) {
	in := e.Service.Name.Region
	if fixedRegion(c.Catalog, e.Service.Entry) != "" {
		return "", false
	}
	if home, given := e.HomeRegion().Get(); in != "" && given && home != in {
		return "", false
	}
	if in != "" {
		return in, true
	}
	r, known := regionOf(c, e.Key, "service_region", e.HomeRegion())
	return r.Code, known
}

// judgeWish judges a service that is wanted and for which no endpoint is planned.
func judgeWish(c *rule.Case, w plan.Wish) {
	s := w.Entry
	if s.Lifecycle == "retired" {
		c.Fault(w.Word, w.At, "%s has ended, so there is nothing to reach.", s.Name)
		return
	}
	if len(s.Types) == 0 {
		return // REG-23
	}
	offer, ok := c.Catalog.Offer(s.Key, w.Region, s.Types[0])
	switch {
	case !ok || offer.Availability == catalog.Offered:
	case offer.Availability == catalog.NotEvidenced:
		c.Missing(w.Word, "whether %s offers this endpoint is not known: %s", w.Region, strings.TrimSuffix(offer.Basis, "."))
	case len(offer.HomeRegions) > 0 && offer.CrossRegion != nil && *offer.CrossRegion: // an endpoint for that Region serves it
	default:
		judgeNoEndpoint(c, w, fmt.Sprintf("%s has no endpoint in %s. %s", s.Name, w.Region, offer.Basis))
	}
}
