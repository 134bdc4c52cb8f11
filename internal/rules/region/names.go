package region

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// slip says how a written service name differs from the one that AWS uses.
type slip uint8

const (
	// none: the name is right, or no service of AWS is meant.
	none slip = iota
	// unheard: the facts know nothing like it.
	unheard
	// unsure: it differs from what the facts would expect, and no source shows the service there.
	unsure
	// regionPart: there is a Region in a name without one, or none in a name with one.
	regionPart
	// otherRegion: the name has a fixed Region, and another was put in its place.
	otherRegion
	// prefix: the part before the Region, or behind the service, is another one.
	prefix
	// separator: dots and dashes are mixed up.
	separator
)

// spelling is what is found about one service name.
type spelling struct {
	slip slip
	// written is the name as given, right the one that AWS uses.
	written, right string
	// china says that the name is one of a China Region.
	china bool
	// basis says why it is unsure.
	basis string
}

// spellings compares the service names of all endpoints with those that AWS uses. What
// keeps it from comparing is said in the name of the rule.
func spellings(c *rule.Case, judge func(*plan.Endpoint, spelling)) {
	s := &speller{catalog: c.Catalog, region: c.Region.Code}
	for _, e := range c.Judged() {
		name, given := e.ServiceName.Get()
		if !given {
			c.Settled(e.Key, "service_name", e.ServiceName)
			continue
		}
		found := s.spell(e, name)
		if hangs(s, e, name, found) {
			c.Later(e.Key, "vpc_endpoint_type is not known yet, and the name differs between the types")
			continue
		}
		judge(e, found)
	}
}

// judgeSpelling reports a name that differs in one way from the one that AWS uses.
func judgeSpelling(c *rule.Case, e *plan.Endpoint, s spelling, kind slip) {
	switch s.slip {
	case kind:
		c.Add(rule.Finding{
			Target: e.Key, At: e.Path("service_name"),
			Detail: fmt.Sprintf("%q does not exist; AWS writes the name as %q.", s.written, s.right),
			Fix:    fmt.Sprintf("Set service_name to %q.", s.right),
		})
	case unsure:
		c.Missing(e.Key, "the name of the service there is not known: %s", strings.TrimSuffix(s.basis, "."))
	case none, unheard, regionPart, otherRegion, prefix, separator:
	}
}

// hangs reports whether the judgement of a name hangs on a type that is not known yet.
func hangs(s *speller, e *plan.Endpoint, name string, found spelling) bool {
	if e.Type.Known() || e.Service.Entry == nil {
		return false
	}
	for _, t := range e.Service.Entry.Types {
		if s.known(e.Service, name, t).slip != found.slip {
			return true
		}
	}
	return false
}

// speller finds the name that was meant.
type speller struct {
	catalog *catalog.Catalog
	region  string
	// suffixes and plain map what stands behind the Region in a name to service keys, plain
	// with dots for dashes. They are made when the first unknown name needs them.
	suffixes, plain map[string]string
}

// spell judges one name.
func (s *speller) spell(e *plan.Endpoint, name string) spelling {
	t, _ := e.Type.Get()
	switch e.Service.Name.Kind {
	case catalog.KindAWS:
		return s.known(e.Service, name, t)
	case catalog.KindEndpointService:
		return spelling{written: name}
	case catalog.KindUnknown:
	}
	if e.Service.Kind != plan.Undecided {
		return spelling{written: name} // the entry of endpoint_services says what it is
	}
	if in := e.Service.Name.Region; in != "" {
		return s.withRegion(name, in, t)
	}
	return s.withoutRegion(name, t)
}

// known judges a name that stands for a service: it may still be that of another Region.
func (s *speller) known(service plan.Service, name string, t catalog.EndpointType) spelling {
	in := service.Name.Region
	if in == "" || fixedRegion(s.catalog, service.Entry) != "" {
		return spelling{written: name}
	}
	if offer, ok := s.catalog.Offer(service.Key, in, service.Entry.Types[0]); ok && offer.Availability == catalog.NotOffered {
		return spelling{written: name} // REG-22: whatever the name, it is not there
	}
	return s.compare(service.Key, name, in, t, prefix)
}

// compare holds a name against those of a service in a Region, and calls a difference a slip.
func (s *speller) compare(key, name, region string, t catalog.EndpointType, kind slip) spelling {
	out := spelling{written: name, slip: kind}
	names := s.names(key, region, t)
	if len(names) == 0 || slices.Contains(names, name) {
		out.slip = none
		return out
	}
	out.right = names[0]
	r, _ := s.catalog.Region(region)
	out.china = r.Partition == "aws-cn"
	service, _ := s.catalog.Service(key)
	if offer, ok := s.catalog.Offer(key, region, service.Types[0]); ok && offer.Availability == catalog.NotEvidenced {
		out.slip, out.basis = unsure, offer.Basis
	}
	return out
}

// names are the full names of a service in a Region: those of the type where it has the type,
// else all.
func (s *speller) names(key, region string, t catalog.EndpointType) []string {
	service, _ := s.catalog.Service(key)
	offer, has := s.catalog.Offer(key, region, t)
	if !has || len(service.Types) < 2 {
		return s.catalog.ServiceNames(key, region)
	}
	if offer.ServiceName == "" {
		return nil
	}
	return []string{offer.ServiceName}
}

// withRegion finds what an unknown name with a Region in it was to be.
func (s *speller) withRegion(name, region string, t catalog.EndpointType) spelling {
	before, after, _ := strings.Cut(name, "."+region)
	after = strings.TrimPrefix(after, ".")
	if whole := before + "." + after; s.catalog.ParseName(whole).Kind == catalog.KindAWS {
		return spelling{slip: regionPart, written: name, right: whole}
	}
	return s.meant(name, region, after, t)
}

// withoutRegion finds what an unknown name without a Region was to be.
func (s *speller) withoutRegion(name string, t catalog.EndpointType) spelling {
	for i := range name {
		if name[i] != '.' {
			continue
		}
		whole := name[:i] + "." + s.region + name[i:]
		if parsed := s.catalog.ParseName(whole); parsed.Kind == catalog.KindAWS {
			right := whole
			if names := s.names(parsed.Service, s.region, t); len(names) > 0 && !slices.Contains(names, whole) {
				right = names[0]
			}
			return spelling{slip: regionPart, written: name, right: right}
		}
	}
	last := name
	for _, start := range []string{"cn.com.amazonaws.", "com.amazonaws.", "aws.api."} {
		last = strings.TrimPrefix(last, start)
	}
	return s.meant(name, s.region, last, t)
}

// meant finds the service by what stands behind the Region, as written or with dots and dashes
// mixed up.
func (s *speller) meant(name, region, after string, t catalog.EndpointType) spelling {
	s.index()
	kind := prefix
	key, found := s.suffixes[after]
	if !found {
		kind = separator
		if key, found = s.plain[strings.ReplaceAll(after, "-", ".")]; !found {
			return spelling{slip: unheard, written: name}
		}
	}
	service, _ := s.catalog.Service(key)
	switch {
	case fixedRegion(s.catalog, service) != "":
		return spelling{slip: otherRegion, written: name, right: service.ServiceName}
	case !strings.Contains(service.ServiceName, "{region}"):
		return spelling{slip: regionPart, written: name, right: service.ServiceName}
	}
	return s.compare(key, name, region, t, kind)
}

// index maps the ends of all names to keys.
func (s *speller) index() {
	if s.suffixes != nil {
		return
	}
	s.suffixes, s.plain = map[string]string{}, map[string]string{}
	for _, key := range s.catalog.Keys() {
		service, _ := s.catalog.Service(key)
		if len(service.Types) == 0 || service.ServiceName == "" || strings.Contains(service.ServiceName, "<") {
			continue
		}
		template := service.ServiceName
		if fixed := fixedRegion(s.catalog, service); fixed != "" {
			template = strings.Replace(template, "."+fixed+".", ".{region}.", 1)
		}
		_, end, found := strings.Cut(template, "{region}.")
		if !found {
			end = key
		}
		s.suffixes[end] = key
		s.plain[strings.ReplaceAll(end, "-", ".")] = key
		if _, taken := s.suffixes[key]; !taken {
			s.suffixes[key] = key
		}
	}
}
