package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// Markdown writes the design as a text for a pull request. The same design gives the same bytes.
func Markdown(d *design.Design) string {
	p := &page{}
	heading(p, d)
	summary(p, d)
	endpoints(p, d)
	diagram(p, d)
	notTaken(p, d)
	bill(p, d)
	securityGroupRules(p, d)
	privateHostedZones(p, d)
	steps(p, d)
	findings(p, d.Findings)
	notChecked(p, d.NotChecked)
	return strings.TrimRight(p.String(), "\n") + "\n"
}

func heading(p *page, d *design.Design) {
	place := cmp.Or(clean(d.Region.Code), "a Region that is not known")
	if d.Region.Name != "" {
		place += ", " + d.Region.Name
	}
	p.para("## VPC endpoints in %s", prose(place))
	var facts []string
	if d.AsOf != "" {
		facts = append(facts, fmt.Sprintf("Facts as of %s.", prose(d.AsOf)))
	}
	if d.Open {
		facts = append(facts, "Some inputs are not known yet, so findings and values here may still change at apply.")
	}
	if len(facts) > 0 {
		p.para("%s", strings.Join(facts, " "))
	}
}

// summary says in a paragraph how many endpoints there are, what they cost and what was found.
func summary(p *page, d *design.Design) {
	text := []string{how(d) + "."}
	if d.Cost != nil && len(d.Endpoints) > 0 {
		text = append(text, priced(d.Cost))
	}
	text = append(text, found(d))
	p.para("%s", strings.Join(text, " "))
}

// how counts the endpoints by type.
func how(d *design.Design) string {
	byType := map[catalog.EndpointType]int{}
	for _, e := range d.Endpoints {
		byType[e.Type]++
	}
	var parts []string
	for _, t := range slices.Sorted(maps.Keys(byType)) {
		parts = append(parts, fmt.Sprintf("%d %s", byType[t], prose(string(t))))
	}
	out := "**" + counted(len(d.Endpoints), "endpoint") + "**"
	if len(parts) > 0 {
		out += ": " + and(parts)
	}
	return out
}

// priced says what the endpoints cost together, or what is missing for that.
func priced(c *cost.Result) string {
	if c.Total.IsGiven() {
		out := fmt.Sprintf("Together they cost **%s a month**", sum(c.Total, c.Currency))
		if len(c.StatedAssumptions) > 0 {
			out += ", given what is taken for granted below"
		}
		return out + "."
	}
	var missing []string
	for _, line := range c.Lines {
		if !line.Monthly.IsGiven() {
			missing = append(missing, line.Endpoint)
		}
	}
	missing = slices.Compact(missing)
	out := "The monthly total is not known"
	if c.Minimum.IsGiven() && c.Maximum.IsGiven() {
		out += fmt.Sprintf("; it is between %s (one zone) and %s (every zone of the Region)", sum(c.Minimum, c.Currency), sum(c.Maximum, c.Currency))
	}
	if len(missing) > 0 {
		out += ": a price or a quantity of " + codes(missing, 5) + " is not known"
	}
	return out + "."
}

// found counts the findings and what was not checked.
func found(d *design.Design) string {
	bySeverity := map[rules.Severity]int{}
	for _, f := range d.Findings {
		bySeverity[f.Severity]++
	}
	var parts []string
	for _, s := range severities() {
		if n := bySeverity[s.severity]; n > 0 {
			parts = append(parts, counted(n, s.noun))
		}
	}
	out := "No findings"
	if len(parts) > 0 {
		out = "Findings: " + and(parts)
	}
	if n := len(d.NotChecked); n > 0 {
		out += "; " + counted(n, "check") + " could not be made"
	}
	return out + "."
}

func diagram(p *page, d *design.Design) {
	if len(d.Endpoints) == 0 && len(d.Network.Subnets) == 0 && len(d.Network.Tables) == 0 {
		return
	}
	p.para("### Diagram")
	p.para("```mermaid\n%s```", Mermaid(d))
	p.para("%s", legend)
}

// legend explains the lines of the diagram.
const legend = "An arrow from a subnet leads to the route table that it uses, dashed if it does so only because that is the main one. " +
	"A thick line joins an endpoint to the subnets that hold its network interfaces."

// shownNames is how many names a cell or a sentence holds before the rest is only counted.
const shownNames = 10

// endpoints is the table of what to create.
func endpoints(p *page, d *design.Design) {
	p.para("### Endpoints")
	if len(d.Endpoints) == 0 {
		p.para("There is no endpoint to create.")
		return
	}
	var rows [][]string
	for _, key := range slices.Sorted(maps.Keys(d.Endpoints)) {
		e := d.Endpoints[key]
		rows = append(rows, []string{code(key), prose(string(e.Type)), serviceName(e), where(e), why(e)})
	}
	p.table([]string{"Endpoint", "Type", "Service name", "Where", "Why"}, nil, rows)
}

func serviceName(e *design.Endpoint) string {
	out := cmp.Or(name(firstText(e.ServiceName, e.ResourceConfigurationARN, e.ServiceNetworkARN)), notKnown)
	if region := name(e.ServiceRegion); region != "" {
		out += " in " + region
	}
	return out
}

// where says which route tables or subnets the endpoint is in.
func where(e *design.Endpoint) string {
	attached, noun := e.Subnets, "subnet"
	if e.Type == catalog.Gateway {
		attached, noun = e.RouteTables, "route table"
	}
	keys, given := attached.Get()
	switch {
	case attached.IsUnknown():
		return noun + "s " + later
	case !given:
		return nothing
	case len(keys) == 0:
		return "no " + noun
	}
	out := noun + " "
	if len(keys) > 1 {
		out = noun + "s "
	}
	out += codes(keys, shownNames)
	if len(e.Zones) > 0 {
		out += " (" + shortened(mapped(e.Zones, prose), shownNames) + ")"
	}
	return out
}

func why(e *design.Endpoint) string {
	if len(e.Reasons) == 0 {
		return nothing
	}
	return sentence(e.Reasons[0])
}
