package region

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg24: A gateway endpoint does not reach buckets or tables of other Regions.
var reg24 = rule.Rule{
	ID: "REG-24", Severity: rule.Error,
	Title:  "A gateway endpoint does not reach buckets or tables of other Regions",
	Why:    "The endpoint's route covers the service's addresses in its own Region only. Requests to another Region follow the default route, and have nowhere to go where there is none.",
	Fix:    "Use a cross-Region S3 interface endpoint, or an interface endpoint in a connected VPC of that Region, or a default route.",
	Source: page.Gateway,
	Check:  checkOtherRegionTargets,
}

// checkOtherRegionTargets looks for buckets, tables and services of other Regions that only a
// gateway endpoint, or nothing, is there for.
func checkOtherRegionTargets(c *rule.Case) {
	c.Settled("", "targets", c.Targets)
	all := reached(c)
	if len(all) == 0 || !c.Need("", "endpoints", c.Endpoints) {
		return
	}
	p, out := plannedFor(c), clientEgress(c)
	for _, r := range all {
		switch waits := cmp.Or(p.waits, p.waitsFor[r.service]); {
		case waits != "":
			c.Later(r.target, "whether endpoint %q serves it is not known yet", waits)
		case !p.meant[r.service+"@"+r.region]:
			judgeReached(c, r, p.gateways[r.service], out)
		}
	}
}

// planned sorts the endpoints by what they are for.
type planned struct {
	// meant holds the services and Regions that some endpoint is for, right or wrong: what may
	// be wrong with that endpoint is told by other rules.
	meant map[string]bool
	// gateways are services with a gateway endpoint.
	gateways map[string]bool
	// waits is an endpoint that may be for anything, waitsFor are those for a service of which
	// type or Region is not known yet.
	waits    string
	waitsFor map[string]string
}

// plannedFor reads the endpoints once for all that is reached.
func plannedFor(c *rule.Case) planned {
	p := planned{meant: map[string]bool{}, gateways: map[string]bool{}, waitsFor: map[string]string{}}
	for _, e := range c.Judged() {
		key := e.Service.Key
		if s := e.Service.Entry; s != nil && s.FIPSOf != "" {
			key = s.FIPSOf
		}
		switch {
		case e.ServiceName.IsUnknown():
			p.waits = cmp.Or(p.waits, e.Key)
		case e.Type.IsUnknown() || e.HomeRegion().IsUnknown():
			p.waitsFor[key] = cmp.Or(p.waitsFor[key], e.Key)
		}
		p.meant[key+"@"+e.Service.Name.Region], p.meant[key+"@"+e.HomeRegion().Or("")] = true, true
		p.gateways[key] = p.gateways[key] || e.Is(catalog.Gateway)
	}
	return p
}

// judgeReached judges one thing in another Region that no endpoint is for.
func judgeReached(c *rule.Case, r remote, gateway bool, out egress) {
	f := rule.Finding{Target: r.target, At: r.at, Severity: rule.Warning, Fix: r.fix(c)}
	if offer, ok := c.Catalog.Offer(r.service, r.region, catalog.Interface); !ok || offer.CrossRegion == nil || !*offer.CrossRegion {
		f.Related = []string{"REG-03"}
	}
	what := fmt.Sprintf("%q is in %s, and a gateway endpoint for %s carries only %s", r.target, r.region, r.service, c.Region.Code)
	switch {
	case len(out.without) > 0:
		f.Severity = rule.Error
		f.Detail = fmt.Sprintf("%s. The client subnets %s have no default route, so nothing carries the requests.", what, quoted(out.without))
	case !gateway:
		out.say(c, r.target, "whether the client subnets have a default route") // which would carry the requests
		return
	default:
		f.Detail = fmt.Sprintf("%s. The requests follow the default route, past the endpoint.", what)
		out.say(c, r.target, "whether the client subnets have a default route, without which it is an error")
	}
	c.Add(f)
}

// remote is something in another Region of a service that has a gateway endpoint.
type remote struct {
	target          string
	at              input.Path
	service, region string
}

// fix says what can carry requests to it.
func (r remote) fix(c *rule.Case) string {
	if offer, ok := c.Catalog.Offer(r.service, r.region, catalog.Interface); ok && offer.CrossRegion != nil && *offer.CrossRegion {
		return fmt.Sprintf("Add an interface endpoint for %s with service_region %q.", offer.ServiceName, r.region)
	}
	return fmt.Sprintf("AWS does not offer %s across Regions: use an interface endpoint in a peered VPC of %s, or a NAT gateway.", r.service, r.region)
}

// reached lists what the callers reach in other Regions, from targets and from services.
func reached(c *rule.Case) []remote {
	var out []remote
	seen := map[string]bool{}
	for _, t := range c.Targets.Or(nil) {
		s, known := c.Catalog.Service(t.Service)
		if !settledTarget(c, t) || !known || !slices.Contains(s.Types, catalog.Gateway) {
			continue
		}
		if !c.Settled(t.Key, "region", t.Region) || t.Region.IsAbsent() || !far(c, t.Region.Or("")) {
			continue
		}
		seen[t.Service+"@"+t.Region.Or("")] = true
		out = append(out, remote{t.Key, regionPath(t), t.Service, t.Region.Or("")})
	}
	c.Settled("", "services", c.Wishes)
	for _, w := range c.Wishes.Or(nil) {
		if id := w.Key + "@" + w.Region; slices.Contains(w.Entry.Types, catalog.Gateway) && far(c, w.Region) && !seen[id] {
			seen[id] = true
			out = append(out, remote{w.Word, w.At, w.Key, w.Region})
		}
	}
	return out
}

// far reports whether a Region is another one of the VPC's partition.
func far(c *rule.Case, code string) bool {
	r, known := c.Catalog.Region(code)
	return known && code != c.Region.Code && r.Partition == c.Region.Partition
}

// regionPath is the path of what says where a target is.
func regionPath(t plan.Target) input.Path {
	if parts := strings.SplitN(t.ARN.Or(""), ":", 6); len(parts) == 6 && parts[3] != "" {
		return t.At.Attribute("arn")
	}
	return t.At.Attribute("region")
}
