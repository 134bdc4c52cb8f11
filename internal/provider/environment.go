package provider

import (
	"context"
	"fmt"
	"math/big"
	"os"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/overlay"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// environment is what the provider's configuration gives to everything in it. It is not
// changed after Configure.
type environment struct {
	region        string
	regionPending bool // the provider's region is known only at apply
	overrides     rules.Overrides
	hours         money.Amount
	facts         factsReader
	// reportOnly turns every guardrail from enforce into report.
	reportOnly bool
}

// facts are the catalogue and the prices with the facts files on top.
type facts struct {
	catalog *catalog.Catalog
	prices  *price.Book
}

// factsReader returns facts, reading them if it is the first to ask.
type factsReader func() (facts, error)

// embeddedFacts reads the built-in facts when first asked; a start of the provider never does.
var embeddedFacts = sync.OnceValues(func() (facts, error) {
	c, err := catalog.Embedded()
	return facts{catalog: c, prices: price.Embedded()}, err
})

// newEnvironment reads the provider's configuration.
func newEnvironment(ctx context.Context, m providerModel, base factsReader, diags *diag.Diagnostics) *environment {
	env := &environment{
		region: m.Region.ValueString(), regionPending: m.Region.IsUnknown(),
		hours: money.FromInt(730), facts: base,
	}
	env.reportOnly = reportOnly(diags)
	if m.Region.IsNull() {
		for _, name := range []string{"AWS_REGION", "AWS_DEFAULT_REGION"} {
			if env.region = os.Getenv(name); env.region != "" {
				break
			}
		}
	}
	if refuseUnknown(path.Root("hours_per_month"), m.Hours, diags); !m.Hours.IsNull() && !m.Hours.IsUnknown() {
		env.hours = hoursPerMonth(path.Root("hours_per_month"), m.Hours.ValueBigFloat(), diags)
	}
	env.overrides = severities(path.Root("rule_severity"), m.RuleSeverity, diags)
	env.layFiles(ctx, m.FactsFiles, diags)
	return env
}

// guardrailsVariable turns enforcing guardrails into reporting ones for one run. Terraform
// refreshes before it destroys, and an error then would keep a stack from being destroyed.
const guardrailsVariable = "VPCE_GUARDRAILS"

// reportOnly reads the environment variable. A word it does not know is an error: a slip would
// otherwise enforce, or not, without a word.
func reportOnly(diags *diag.Diagnostics) bool {
	switch word := os.Getenv(guardrailsVariable); word {
	case "", enforce:
	case report:
		return true
	default:
		diags.AddError("Invalid Environment Variable", fmt.Sprintf("%s is %q; it may be %s, or not set.", guardrailsVariable, word, report))
	}
	return false
}

// hoursPerMonth checks the hours of a month.
func hoursPerMonth(at path.Path, f *big.Float, diags *diag.Diagnostics) money.Amount {
	hours, err := money.FromBig(f)
	if err != nil || hours.Sign() <= 0 || hours.Cmp(money.FromInt(744)) > 0 {
		diags.AddAttributeError(at, "Invalid Hours Per Month",
			fmt.Sprintf("Found %s; a month has more than 0 and at most 744 hours. Leave it out for 730.", f.Text('f', -1)))
		return money.FromInt(730)
	}
	return hours
}

// refuseUnknown reports a value that is known only at apply: whatever it decides would differ
// between plan and apply.
func refuseUnknown(at path.Path, v attr.Value, diags *diag.Diagnostics) {
	if v.IsUnknown() {
		diags.AddAttributeError(at, "Unknown Provider Configuration",
			"The value is known only at apply, so no answer at plan could be trusted. Use a literal value, or one made of variables and path.module.")
	}
}

// severities reads a rule_severity map.
func severities(at path.Path, m types.Map, diags *diag.Diagnostics) rules.Overrides {
	words := map[string]string{}
	refuseUnknown(at, m, diags)
	for key, word := range m.Elements() {
		refuseUnknown(at.AtMapKey(key), word, diags)
		if word, ok := word.(types.String); ok && !word.IsUnknown() {
			words[key] = word.ValueString()
		}
	}
	overrides, errs := rules.ParseOverrides(words)
	for _, err := range errs {
		diags.AddAttributeError(at.AtMapKey(err.Key), "Invalid Rule Severity", err.Detail)
	}
	return overrides
}

// layFiles reads the facts files now, so that a bad one is an error at its place.
func (e *environment) layFiles(ctx context.Context, list types.List, diags *diag.Diagnostics) {
	root := path.Root("facts_files")
	refuseUnknown(root, list, diags)
	if list.IsUnknown() {
		return
	}
	for i, name := range list.Elements() {
		refuseUnknown(root.AtListIndex(i), name, diags)
	}
	var names []types.String
	if diags.Append(list.ElementsAs(ctx, &names, false)...); len(names) == 0 {
		return
	}
	current, err := e.facts()
	if err != nil {
		addBug(diags, err)
		return
	}
	for i, given := range names {
		if given.IsNull() || given.IsUnknown() {
			continue // an error already
		}
		name := given.ValueString()
		text, err := os.ReadFile(name) //nolint:gosec // the user names the file
		if err != nil {
			diags.AddAttributeError(root.AtListIndex(i), "Unreadable Facts File", fmt.Sprintf("%q cannot be read: %s.", name, err))
			continue
		}
		c, b, problems := overlay.Apply(current.catalog, current.prices, overlay.File{Name: name, Text: text})
		for _, problem := range problems {
			diags.AddAttributeError(root.AtListIndex(i), "Invalid Facts File", problem.Error())
		}
		current = facts{catalog: c, prices: b}
	}
	e.facts = func() (facts, error) { return current, nil }
}

// configured is what every data source and resource takes from the provider.
type configured struct{ env *environment }

func (c *configured) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	c.take(req.ProviderData, &resp.Diagnostics)
}

func (c *configured) take(data any, diags *diag.Diagnostics) {
	if data == nil {
		return // validation runs before the provider is configured
	}
	env, ok := data.(*environment)
	if !ok {
		addBug(diags, fmt.Errorf("provider data is a %T", data))
		return
	}
	c.env = env
}

// start returns the facts and the Region of a call. Its own region comes first, then the
// provider's, then that of the environment.
func (c *configured) start(region types.String, diags *diag.Diagnostics) (facts, catalog.Region, bool) {
	f, err := c.env.facts()
	if err != nil {
		addBug(diags, err)
		return facts{}, catalog.Region{}, false
	}
	code := region.ValueString()
	if region.IsNull() {
		code = c.env.region
	}
	if code == "" {
		detail := "A Region is needed and none is known. It can come from three places: the region argument here, the region of the provider, " +
			"or the environment variable AWS_REGION (else AWS_DEFAULT_REGION)."
		if c.env.regionPending {
			detail = "The region of the provider is known only at apply. Give a region here, or a literal one to the provider."
		}
		diags.AddAttributeError(path.Root("region"), "Missing Region", detail)
		return facts{}, catalog.Region{}, false
	}
	r, ok := f.catalog.Region(code)
	if !ok {
		diags.AddAttributeError(path.Root("region"), "Unknown Region", f.catalog.UnknownRegion(code).Error()+".")
	}
	return f, r, ok
}

// addBug reports what can only be a mistake in the provider.
func addBug(diags *diag.Diagnostics, err error) {
	diags.AddError("Provider Failure", internalError(err))
}
