locals {
  before = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::example-reports/*" }]
  })
  after = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::example-reports/*" }]
  })
}

# What a change lets through that was kept out before, and what it loses.
output "change" {
  value = {
    new  = provider::vpce::policy_compare(local.after, local.before, { service = "s3" }).new_access.explanation
    lost = provider::vpce::policy_compare(local.after, local.before, { service = "s3" }).lost_access.verdict
  }
}
