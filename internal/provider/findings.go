package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// findingModel is a finding as configurations see it.
type findingModel struct {
	Rule      string   `tfsdk:"rule"`
	Related   []string `tfsdk:"related"`
	Severity  string   `tfsdk:"severity"`
	Target    string   `tfsdk:"target"`
	Attribute string   `tfsdk:"attribute"`
	Summary   string   `tfsdk:"summary"`
	Detail    string   `tfsdk:"detail"`
	Fix       string   `tfsdk:"fix"`
	Source    string   `tfsdk:"source"`
	Line      *int64   `tfsdk:"line"`
	Column    *int64   `tfsdk:"column"`
}

// notCheckedModel is a rule that could not be judged.
type notCheckedModel struct {
	Rule   string `tfsdk:"rule"`
	Target string `tfsdk:"target"`
	Reason string `tfsdk:"reason"`
}

// report gives a domain report the severities of the configuration and turns it into models.
func (c *configured) report(r rules.Report) ([]findingModel, []notCheckedModel) {
	r = c.env.overrides.Apply(r)
	return findingModels(r.Findings()), notCheckedModels(r.NotChecked())
}

func findingModels(list []rules.Finding) []findingModel {
	out := []findingModel{}
	for _, f := range list {
		out = append(out, findingOf(f))
	}
	return out
}

func findingOf(f rules.Finding) findingModel {
	return findingModel{
		Rule: f.Rule, Related: orEmpty(f.Related), Severity: f.Severity.String(), Target: f.Target, Attribute: f.Attribute,
		Summary: f.Summary, Detail: f.Detail, Fix: f.Fix, Source: f.Source, Line: position(f.Line), Column: position(f.Column),
	}
}

func notCheckedModels(list []rules.NotChecked) []notCheckedModel {
	out := []notCheckedModel{}
	for _, n := range list {
		out = append(out, notCheckedModel{Rule: n.Rule, Target: n.Target, Reason: n.Reason})
	}
	return out
}

func position(n int) *int64 {
	if n == 0 {
		return nil
	}
	p := int64(n)
	return &p
}

// findingsAttributes are the two outputs of everything that judges.
func findingsAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"findings": schema.ListNestedAttribute{
			Computed: true,
			MarkdownDescription: "What was found, sorted by severity, rule and target. Findings never fail this data source; " +
				"test them in a `precondition`, or use a guardrail.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"rule":      computedText("Id of the rule, as in the guide *Rules*."),
				"related":   schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "Ids of other rules that the same fault breaks."},
				"severity":  computedText("`error`, `warning` or `info`, after `rule_severity` of the provider."),
				"target":    computedText("Your own key of the thing judged."),
				"attribute": computedText("Path of the input at fault."),
				"summary":   computedText("What the rule says, in one line."),
				"detail":    computedText("What was found, where, and why it matters."),
				"fix":       computedText("What to do."),
				"source":    computedText("Address of the page that states the rule."),
				"line":      schema.Int64Attribute{Computed: true, MarkdownDescription: "Line in a policy document; null elsewhere."},
				"column":    schema.Int64Attribute{Computed: true, MarkdownDescription: "Column in a policy document; null elsewhere."},
			}},
		},
		"not_checked": schema.ListNestedAttribute{
			Computed:            true,
			MarkdownDescription: "Rules that could not be judged, and what was missing. An unchecked rule is never a pass.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"rule":   computedText("Id of the rule."),
				"target": computedText("Your own key of the thing; empty if a whole input is missing."),
				"reason": computedText("What was unknown or not given."),
			}},
		},
	}
}

// orEmpty makes an absent list an empty one, so that outputs never mix null and empty.
func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
