locals {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::example-reports/*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = "111111111111" } }
    }]
  })
}

output "decision" {
  value = provider::vpce::policy_evaluate(local.policy, {
    principal = "arn:aws:iam::111111111111:role/reader"
    action    = "s3:GetObject"
    resource  = "arn:aws:s3:::example-reports/2026/11.csv"
  }).decision
  # allowed
}

# Which element keeps a stranger out.
output "why_not" {
  value = provider::vpce::policy_evaluate(local.policy, {
    principal = "arn:aws:iam::999988887777:role/stranger"
    action    = "s3:GetObject"
    resource  = "arn:aws:s3:::example-reports/2026/11.csv"
  }).statements[0].failed
}
