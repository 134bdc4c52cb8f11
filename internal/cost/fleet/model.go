package fleet

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// model is a request with its names worked out. Positions follow sorted names, so that
// the order of the input changes nothing.
type model struct {
	request  Request
	region   catalog.Region
	vpcs     []string // names of the VPCs
	services []string // keys of the services that the comparison is about
	offers   map[string]catalog.Offer
	uses     map[string]map[string]use // by VPC and service: the comparison's and the gateways'
	gateways []string                  // keys of services that stay gateway endpoints
	left     []leftOut                 // services that the comparison cannot hold
	private  map[string]bool           // services that must not be left on NAT
	hours    money.Amount
}

// use is a service used in a VPC.
type use struct {
	gb    money.Amount
	given bool // the traffic was stated
}

// leftOut is a service that no endpoint in the Region can serve.
type leftOut struct {
	key    string
	rule   string
	reason string
}

// reader works out the names of a request and collects what is wrong with it.
type reader struct {
	catalog *catalog.Catalog
	model   *model
	errs    input.Errors
}

// read checks a request and works out its names.
func read(c *catalog.Catalog, q Request, monthly money.Amount) (*model, input.Errors) {
	region, ok := c.Region(q.Region)
	if !ok {
		return nil, input.Errors{{Path: input.At("region"), Text: c.UnknownRegion(q.Region).Error() + "."}}
	}
	r := &reader{catalog: c, model: &model{
		request: q, region: region, vpcs: slices.Sorted(maps.Keys(q.VPCs)), hours: q.HoursPerMonth.Or(monthly),
		offers: map[string]catalog.Offer{}, uses: map[string]map[string]use{}, private: map[string]bool{},
	}}
	r.numbers()
	r.wishes()
	if len(r.errs) > 0 {
		return nil, r.errs
	}
	r.sort()
	return r.model, nil
}

// wishes collects which service is used where.
func (r *reader) wishes() {
	m := r.model
	if len(m.vpcs) == 0 {
		r.errs.Add(input.At("vpcs"), "No VPC is given, so there is nothing to compare: name at least one.")
	}
	for _, vpc := range m.vpcs {
		m.uses[vpc] = map[string]use{}
	}
	for i, text := range m.request.Services {
		for _, key := range r.resolve(input.At("services").Index(i), text) {
			for _, vpc := range m.vpcs {
				m.uses[vpc][key] = use{}
			}
		}
	}
	for _, vpc := range m.vpcs {
		r.traffic(vpc)
	}
	if m.request.NAT != nil {
		for i, text := range m.request.NAT.PrivateServices {
			for _, key := range r.resolve(input.At("nat_gateway").Attribute("private_services").Index(i), text) {
				m.private[key] = true
			}
		}
	}
	used := func(vpc string) bool { return len(m.uses[vpc]) > 0 }
	if len(r.errs) == 0 && !slices.ContainsFunc(m.vpcs, used) {
		r.errs.Add(input.At("services"), "No service is named, here or in gb_per_month of a VPC: name at least one.")
	}
}

// traffic reads the traffic of one VPC.
func (r *reader) traffic(vpc string) {
	gb := r.model.request.VPCs[vpc].GBPerMonth
	words := map[string]string{}
	for _, text := range slices.Sorted(maps.Keys(gb)) {
		path := input.At("vpcs").Key(vpc).Attribute("gb_per_month").Key(text)
		keys := r.resolve(path, text)
		if len(keys) > 1 {
			r.errs.Add(path, "%q stands for %s: give the traffic of each of them.", text, strings.Join(keys, " and "))
			continue
		}
		for _, key := range keys {
			if earlier, twice := words[key]; twice {
				r.errs.Add(path, "%q and %q are the same service: give its traffic once.", text, earlier)
				continue
			}
			words[key] = text
			r.model.uses[vpc][key] = use{gb: gb[text].Round(gbDigits), given: true}
		}
	}
}

// resolve looks a word up and returns the keys it stands for, "@<region>" behind the
// service of another Region.
func (r *reader) resolve(path input.Path, text string) []string {
	refs, err := r.catalog.Resolve(text)
	if err != nil {
		r.errs.Add(path, "%s.", err)
		return nil
	}
	keys := make([]string, 0, len(refs))
	for _, ref := range refs {
		key := ref.Key
		if home := cmp.Or(ref.Region, r.model.region.Code); home != r.model.region.Code {
			key += "@" + home
		}
		keys = append(keys, key)
	}
	return keys
}

// sort parts the services used into those the comparison is about, gateways, and the rest.
func (r *reader) sort() {
	m := r.model
	all := map[string]bool{}
	for _, uses := range m.uses {
		for key := range uses {
			all[key] = true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if _, gateway := r.catalog.Offer(key, m.region.Code, catalog.Gateway); gateway {
			m.gateways = append(m.gateways, key)
			continue
		}
		bare, home, _ := strings.Cut(key, "@")
		offer, ok := r.catalog.Offer(bare, cmp.Or(home, m.region.Code), catalog.Interface)
		if left, out := r.leave(key, offer, ok); out {
			m.left = append(m.left, left)
			continue
		}
		m.offers[key] = offer
		m.services = append(m.services, key)
	}
}

// leave says whether, and why, the comparison cannot hold a service.
func (r *reader) leave(key string, offer catalog.Offer, offered bool) (leftOut, bool) {
	bare, home, other := strings.Cut(key, "@")
	switch {
	case !offered:
		reason := "It has no interface endpoint."
		if s, ok := r.catalog.Service(bare); ok && s.Alternative != "" {
			reason += " Instead: " + strings.TrimSuffix(s.Alternative, ".") + "."
		}
		return leftOut{key, "HUB-14", reason}, true
	case offer.Availability == catalog.NotOffered && regionless(offer):
		reason := offer.Basis
		if offer.CrossRegion != nil && *offer.CrossRegion && len(offer.HomeRegions) > 0 {
			reason += fmt.Sprintf(" Write %q to compare endpoints that reach it there.", bare+"@"+offer.HomeRegions[0])
		}
		return leftOut{key, "HUB-10", reason}, true
	case offer.Availability == catalog.NotOffered:
		return leftOut{key, "HUB-14", offer.Basis}, true
	case other && offer.CrossRegion != nil && !*offer.CrossRegion:
		return leftOut{key, "HUB-09", fmt.Sprintf("No endpoint outside %s reaches it.", home)}, true
	}
	return leftOut{}, false
}

// regionless reports whether the service name is the same in every Region.
func regionless(offer catalog.Offer) bool {
	return offer.ServiceName != "" && !strings.Contains(offer.ServiceName, offer.Region)
}

// users lists the VPCs that use a service, sorted.
func (m *model) users(service string) []string {
	var out []string
	for _, vpc := range m.vpcs {
		if _, ok := m.uses[vpc][service]; ok {
			out = append(out, vpc)
		}
	}
	return out
}
