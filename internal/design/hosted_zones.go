package design

import (
	"cmp"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
)

// hostedZones lists the zones that answer the names of endpoints in the VPCs that use them
// from outside: private DNS of an endpoint answers in its own VPC alone.
func (m *maker) hostedZones() {
	for _, key := range sortedKeys(m.Endpoints) {
		e := m.Endpoints[key]
		spokes := slices.ContainsFunc(e.Callers, func(caller string) bool {
			return caller == recommend.CallerPeeredVPC || caller == recommend.CallerTransitGateway || caller == recommend.CallerOtherRegion
		})
		if e.Type != catalog.Interface || !spokes {
			continue
		}
		names := e.PrivateDNSNames
		if offer, known := m.q.Catalog.Offer(e.Service, e.ServiceRegion.Or(m.Region.Code), e.Type); known {
			names = offer.PrivateDNSNames
		}
		zones := map[string]*PrivateHostedZone{}
		for _, name := range names {
			base, wildcard := strings.CutPrefix(strings.TrimSuffix(name, "."), "*.")
			if zones[base] == nil {
				zones[base] = &PrivateHostedZone{Name: base, Endpoint: key}
			}
			zones[base].Wildcard = zones[base].Wildcard || wildcard
		}
		for _, base := range sortedKeys(zones) {
			m.PrivateHostedZones = append(m.PrivateHostedZones, *zones[base])
		}
	}
	slices.SortFunc(m.PrivateHostedZones, func(a, b PrivateHostedZone) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Endpoint, b.Endpoint))
	})
}
