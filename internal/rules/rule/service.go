package rule

import "github.com/vpce-tools/terraform-provider-vpce/internal/plan"

// Entry returns the entry of endpoint_services that an endpoint leads to. Without one the rule is
// not checked.
func (c *Case) Entry(e *plan.Endpoint) *plan.EndpointService {
	s, open := c.EntryOf(e)
	switch {
	case s != nil:
	case !c.Need("", "endpoint_services", c.EndpointServices): // said
	case open:
		c.Later(e.Key, "the service names in endpoint_services are not all known yet")
	default:
		c.Missing(e.Key, "endpoint_services has no entry for the service")
	}
	return s
}

// Removed compares a list of every endpoint service with that of before, and tells of what is
// gone from it. name is the list's attribute.
func (c *Case) Removed(name string, list func(*plan.EndpointService) plan.Texts, tell func(s *plan.EndpointService, gone []string)) {
	if c.Prior == nil || !c.Settled("", "endpoint_services", c.EndpointServices) {
		return
	}
	before := map[string]*plan.EndpointService{}
	for _, s := range c.Prior.EndpointServices.Or(nil) {
		before[s.Key] = s
	}
	for _, s := range c.EndpointServices.Or(nil) {
		was := before[s.Key]
		if was == nil || list(s).IsAbsent() {
			continue
		}
		var gone []string
		open := false
		for _, text := range plan.Known(list(was)) {
			switch in, unsure := plan.Listed(list(s), text); {
			case in:
			case unsure:
				open = true
			default:
				gone = append(gone, text)
			}
		}
		if open {
			c.Later(s.Key, "%s is not all known yet", name)
		}
		if len(gone) > 0 {
			tell(s, gone)
		}
	}
}
