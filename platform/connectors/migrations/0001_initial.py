import django.db.models.deletion
import kernel.ids
import tenants.context
import tenants.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('community', '0001_initial'),
        ('tenants', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AddressHealth',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('address', models.CharField(max_length=254)),
                ('score', models.PositiveSmallIntegerField(default=0)),
                ('last_bounce_at', models.DateTimeField(null=True)),
                ('paused_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('tenant', 'address'), name='one_health_per_address')],
            },
        ),
        migrations.CreateModel(
            name='InboundMail',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('via', models.CharField(max_length=4)),
                ('recipient', models.CharField(max_length=254)),
                ('envelope_from', models.CharField(blank=True, max_length=254)),
                ('message_key', models.CharField(max_length=300)),
                ('raw', models.BinaryField()),
                ('received_at', models.DateTimeField()),
                ('outcome', models.CharField(default='received', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('error', models.CharField(blank=True, max_length=500)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('retry_at', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('post_id', models.UUIDField(null=True)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('outcome', 'received')), fields=['tenant', 'received_at'], name='inbound_waiting'), models.Index(fields=['tenant', '-received_at', '-id'], name='inbound_by_time'), models.Index(fields=['tenant', 'user', '-received_at'], name='inbound_by_user')],
                'constraints': [models.UniqueConstraint(fields=('tenant', 'message_key', 'recipient'), name='inbound_stored_once'), models.CheckConstraint(condition=models.Q(('outcome__in', ['received', 'posted', 'refused', 'ignored', 'bounce', 'failed'])), name='known_inbound_outcome')],
            },
        ),
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('address', models.CharField(max_length=254)),
                ('sender_name', models.CharField(blank=True, max_length=160)),
                ('subject', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
                ('headers', models.JSONField(default=dict)),
                ('message_id', models.CharField(max_length=300)),
                ('bounce_key', models.CharField(max_length=16)),
                ('once_key', models.CharField(blank=True, max_length=64)),
                ('status', models.CharField(default='queued', max_length=8)),
                ('created_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('bounced_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=500)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status', 'queued')), fields=['tenant', 'due_at', 'id'], name='outgoing_due'), models.Index(fields=['tenant', 'message_id'], name='outgoing_by_message_id'), models.Index(fields=['tenant', 'address', '-created_at'], name='outgoing_by_address'), models.Index(fields=['tenant', '-created_at', '-id'], name='outgoing_by_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['queued', 'sent', 'failed', 'skipped'])), name='known_outgoing_status'), models.UniqueConstraint(fields=('tenant', 'bounce_key'), name='one_letter_per_bounce_key')],
            },
        ),
        migrations.CreateModel(
            name='ReplyAddress',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=16)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['tenant', 'user', 'topic', '-expires_at'], name='reply_address_by_topic'), models.Index(fields=['tenant', 'expires_at'], name='reply_address_by_end')],
                'constraints': [models.UniqueConstraint(fields=('tenant', 'key'), name='one_reply_address_per_key')],
            },
        ),
    ]
