package design

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// bill prices the endpoints. Where the cheapest is asked for, endpoints that do not pay are
// left out and the rest is priced again.
func (m *maker) bill() input.Errors {
	gb, errs := m.data()
	if len(errs) > 0 {
		return errs
	}
	result, errs := m.estimate(gb)
	if len(errs) > 0 {
		return errs
	}
	m.Cost = result
	if m.order.cheapest {
		if result.Cheapest == nil {
			m.report.Skip("COST-04", "", "the cheapest choice cannot be found, because data, zones or a price is not known; every service keeps its endpoint")
		} else if left := m.leave(result.Cheapest.LeftOnNAT); len(left) > 0 {
			m.LeftOnNAT = left
			for _, key := range left {
				m.drop(key)
			}
			if m.Cost, errs = m.estimate(gb); len(errs) > 0 {
				return errs
			}
			m.Cost.Cheapest = result.Cheapest // the minimum over all, with what is left on NAT
		}
	}
	m.report.Merge(m.Cost.Report)
	return nil
}

// leave are the endpoints that a choice leaves on NAT.
func (m *maker) leave(keys []string) []string {
	return slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return m.Endpoints[key] == nil })
}

// data is what flows through each endpoint in a month, by endpoint key.
func (m *maker) data() (map[string]money.Amount, input.Errors) {
	var errs input.Errors
	out := map[string]money.Amount{}
	for _, word := range sortedKeys(m.order.gb) {
		at := input.At("gb_per_month").Key(word)
		if problem := cost.CheckGB(m.order.gb[word]); problem != "" {
			errs.Add(at, "%s", problem)
			continue
		}
		keys, asked := m.endpointsFor(word)
		switch {
		case !asked:
			errs.Add(at, "%q is neither an endpoint of this design nor a service that is asked for. Endpoints are %s.", word, strings.Join(sortedKeys(m.answer.Endpoints), ", "))
		case len(keys) == 1:
			out[keys[0]] = m.order.gb[word]
		case len(keys) > 1:
			m.report.Skip("COST-07", word, "the service has several endpoints; give gb_per_month for each, by the keys "+strings.Join(keys, ", "))
		}
	}
	return out, errs
}

// endpointsFor are the endpoints that a word means: an endpoint key, or a word for a service.
func (m *maker) endpointsFor(word string) (keys []string, asked bool) {
	if _, exact := m.answer.Endpoints[word]; exact {
		if m.Endpoints[word] == nil {
			return nil, true
		}
		return []string{word}, true
	}
	for _, wish := range m.wishes(word, "") {
		rec := m.answer.Recommendations[wish]
		if rec == nil {
			continue
		}
		asked = true
		for _, key := range rec.Endpoints {
			if m.Endpoints[key] != nil && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	return keys, asked
}

func (m *maker) estimate(gb map[string]money.Amount) (*cost.Result, input.Errors) {
	in := cost.Input{
		Catalog: m.q.Catalog, Book: m.q.Book, Region: m.Region.Code, Endpoints: map[string]cost.Endpoint{}, NAT: m.order.nat,
		HoursPerMonth: m.order.hours, Overrides: m.order.overrides,
	}
	if !in.HoursPerMonth.IsGiven() {
		in.HoursPerMonth = maybe.Of(m.q.Hours)
	}
	for key, e := range m.Endpoints {
		priced := cost.Endpoint{Service: e.Service, ServiceName: e.ServiceName.Or(""), Type: e.Type, ServiceRegion: e.ServiceRegion.Or("")}
		if m.entry(e) != nil && priced.ServiceName == "" {
			// Any name of that form will do: the price depends on the type alone.
			priced.ServiceName = "com.amazonaws.vpce." + m.Region.Code + ".vpce-svc-00000000000000000"
		}
		if subnets, known := e.Subnets.Get(); known {
			priced.Subnets, priced.SubnetsAttribute = maybe.Of(len(subnets)), "subnets"
		}
		data, given := gb[key]
		if given {
			priced.GB = maybe.Of(data)
		}
		// What nobody gave data for cannot be weighed, and stays.
		priced.Private = m.order.cheapest && !given || e.Type == catalog.Gateway
		in.Endpoints[key] = priced
	}
	if len(in.Endpoints) == 0 {
		return &cost.Result{}, nil
	}
	return cost.Estimate(in)
}
